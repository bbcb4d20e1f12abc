import GRDB
import JobModel

/// A selection as SQL: the conditions that all must hold, and what they are filled with.
struct JobQuery {
  private(set) var conditions: [String] = []
  private(set) var arguments: StatementArguments = []

  init(_ selection: Selection, now: Timestamp) throws {
    if selection.isNaming {
      add(
        "(jobs.id IN (SELECT value FROM json_each(:ids)) OR \(Statements.Catalog.isAboutInstance))",
        ["ids": JSONText.list(selection.ids), "instances": try JSONText.encode(selection.instanceIDs)])
    }
    if !selection.states.isEmpty {
      let words = selection.states.sorted { $0.rawValue < $1.rawValue }.map(Statements.Catalog.isShown)
      add("(" + words.joined(separator: " OR ") + ")", ["now": now.rawValue])
    }
    try addWord("jobs.kind", selection.kinds.map(\.rawValue), as: "kinds")
    try addWord("jobs.error_code", Array(selection.errorCodes), as: "codes")
    try addWord("jobs.error_class", selection.errorClasses.map(\.rawValue), as: "classes")
    if let deployment = selection.deployment {
      add("jobs.deployment = :deployment", ["deployment": deployment])
    }
  }

  /// Newest first.
  func sql(limit: Int?) -> String {
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return Statements.Catalog.jobs + filter + " ORDER BY jobs.id DESC" + (limit.map { " LIMIT \($0)" } ?? "")
  }

  private mutating func add(_ condition: String, _ values: StatementArguments) {
    conditions.append(condition)
    arguments += values
  }

  private mutating func addWord(_ column: String, _ words: [String], as name: String) throws {
    guard !words.isEmpty else { return }
    add("\(column) IN (SELECT value FROM json_each(:\(name)))", StatementArguments([name: try JSONText.encode(words)]))
  }
}
