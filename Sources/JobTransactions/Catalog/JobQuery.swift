import JobModel

/// A selection as SQL: the conditions that all must hold, and what they are filled with.
struct JobQuery {
  private(set) var conditions: [SQL] = []
  private(set) var arguments: Arguments = []

  /// - Parameter isAboutInstance: what of a row has to do with the named `:instances`.
  init(
    _ selection: Selection, now: Timestamp, isAboutInstance: SQL = Statements.Catalog.isAboutInstance
  ) throws {
    // An OR would hide the primary key from the planner: followers name ids alone, several times a second.
    var names: [SQL] = []
    if !selection.ids.isEmpty {
      names.append("jobs.id IN (\(ids: "ids"))")
      arguments += ["ids": Value.list(selection.ids)]
    }
    if !selection.instanceIDs.isEmpty {
      names.append(isAboutInstance)
      arguments += ["instances": Value.words(selection.instanceIDs)]
    }
    if !names.isEmpty { conditions.append("(\(SQL.joined(names, by: " OR ")))") }
    if !selection.states.isEmpty {
      let words = selection.states.sorted { $0.rawValue < $1.rawValue }.map(Statements.Catalog.isShown)
      add("(\(SQL.joined(words, by: " OR ")))", ["now": now.rawValue])
    }
    addWord("jobs.kind", selection.kinds.map(\.rawValue), as: "kinds")
    addWord("jobs.error_code", Array(selection.errorCodes), as: "codes")
    addWord("jobs.error_class", selection.errorClasses.map(\.rawValue), as: "classes")
    if let queue = selection.queue { add("jobs.queue = :queue", ["queue": queue]) }
    if let deployment = selection.deployment {
      add("jobs.deployment = :deployment", ["deployment": deployment])
    }
    if let since = selection.since { add("jobs.created_at >= :since", ["since": since.rawValue]) }
    if !selection.tags.isEmpty {
      add(Statements.Catalog.launchesWithTags, ["tags": try JSONText.encode(selection.tags)])
    }
    if !selection.instanceTypes.isEmpty {
      add(Statements.Catalog.launchesOfTypes, ["types": Value.words(selection.instanceTypes.sorted())])
    }
  }

  /// Newest first.
  func sql(limit: Int?) -> SQL {
    sql(Statements.Catalog.jobs, newestBy: "jobs.id", limit: limit)
  }

  /// - Parameters:
  ///   - statement: what to read, where `jobs` stands for what is selected.
  ///   - column: grows with every row.
  func sql(_ statement: SQL, newestBy column: SQL, limit: Int?) -> SQL {
    let filter: SQL = conditions.isEmpty ? "" : " WHERE \(SQL.joined(conditions, by: " AND "))"
    let end: SQL = limit.map { " LIMIT \(raw: "\($0)")" } ?? ""
    return "\(statement)\(filter) ORDER BY \(column) DESC\(end)"
  }

  private mutating func add(_ condition: SQL, _ values: Arguments) {
    conditions.append(condition)
    arguments += values
  }

  private mutating func addWord(_ column: SQL, _ words: [String], as name: String) {
    guard !words.isEmpty else { return }
    add("\(column) IN (\(words: name))", Arguments(dictionaryLiteral: (name, Value.words(words))))
  }
}
