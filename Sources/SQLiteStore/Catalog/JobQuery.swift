import GRDB
import JobModel

/// A selection as SQL: the conditions that all must hold, and what they are filled with.
struct JobQuery {
  private(set) var conditions: [String] = []
  private(set) var arguments: StatementArguments = []

  /// - Parameter isAboutInstance: what of a row has to do with the named `:instances`.
  init(
    _ selection: Selection, now: Timestamp, isAboutInstance: String = Statements.Catalog.isAboutInstance
  ) throws {
    // An OR would hide the primary key from the planner: followers name ids alone, several times a second.
    var names: [String] = []
    if !selection.ids.isEmpty {
      names.append("jobs.id IN (SELECT value FROM json_each(:ids))")
      arguments += ["ids": JSONText.list(selection.ids)]
    }
    if !selection.instanceIDs.isEmpty {
      names.append(isAboutInstance)
      arguments += ["instances": try JSONText.encode(selection.instanceIDs)]
    }
    if !names.isEmpty { conditions.append("(" + names.joined(separator: " OR ") + ")") }
    if !selection.states.isEmpty {
      let words = selection.states.sorted { $0.rawValue < $1.rawValue }.map(Statements.Catalog.isShown)
      add("(" + words.joined(separator: " OR ") + ")", ["now": now.rawValue])
    }
    try addWord("jobs.kind", selection.kinds.map(\.rawValue), as: "kinds")
    try addWord("jobs.error_code", Array(selection.errorCodes), as: "codes")
    try addWord("jobs.error_class", selection.errorClasses.map(\.rawValue), as: "classes")
    if let queue = selection.queue { add("jobs.queue = :queue", ["queue": queue]) }
    if let deployment = selection.deployment {
      add("jobs.deployment = :deployment", ["deployment": deployment])
    }
    if let since = selection.since { add("jobs.created_at >= :since", ["since": since.rawValue]) }
    if !selection.tags.isEmpty {
      add(Statements.Catalog.launchesWithTags, ["tags": try JSONText.encode(selection.tags)])
    }
    if !selection.instanceTypes.isEmpty {
      add(Statements.Catalog.launchesOfTypes, ["types": try JSONText.encode(selection.instanceTypes.sorted())])
    }
  }

  /// Newest first.
  func sql(limit: Int?) -> String {
    sql(Statements.Catalog.jobs, newestBy: "jobs.id", limit: limit)
  }

  /// - Parameters:
  ///   - statement: what to read, where `jobs` stands for what is selected.
  ///   - column: grows with every row.
  func sql(_ statement: String, newestBy column: String, limit: Int?) -> String {
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return statement + filter + " ORDER BY \(column) DESC" + (limit.map { " LIMIT \($0)" } ?? "")
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
