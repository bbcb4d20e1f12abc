import JobModel

extension StoreTransaction {
  package func moveStamp() async throws -> MoveStamp? {
    try await row(Statements.Leaving.stampOf, []).map { row in
      MoveStamp(
        id: row[0], target: row[1], at: Timestamp(rawValue: row[2]),
        finishingAt: (row[3] as Int64?).map(Timestamp.init(rawValue:)))
    }
  }

  /// From here on nobody else writes to this file.
  func stamp(_ id: String, target: String, file: String) async throws -> MoveStamp {
    if let stamp = try await moveStamp() { return stamp }
    try await requireNoWorkers(on: file)
    let stamp = MoveStamp(id: id, target: target, at: now)
    try await run(Statements.Leaving.stamp, [id, target, now.rawValue])
    for table in MovingTable.everyTable {
      for statement in Statements.Leaving.close(table, saying: stamp.refusal) { try await run(statement, []) }
    }
    return stamp
  }

  /// Notes that the target may be whole from now on, or that it is known not to be.
  /// - Throws: ``MoveRefusal/overtaken(target:)`` where the stamp is gone.
  func setFinishing(_ stamp: MoveStamp, _ isFinishing: Bool) async throws {
    guard let now = try await moveStamp(), now.id == stamp.id else {
      throw MoveRefusal.overtaken(target: stamp.target)
    }
    let table = MovingTable.store.name
    for statement in Statements.Leaving.open(table) { try await run(statement, []) }
    try await run(Statements.Leaving.setFinishing, [isFinishing ? self.now.rawValue : nil])
    for statement in Statements.Leaving.close(table, saying: now.refusal) { try await run(statement, []) }
  }

  /// The file is the queue's again.
  /// - Throws: ``MoveRefusal/overtaken(target:)`` where the move went on since that stamp was read.
  func unstamp(_ stamp: MoveStamp) async throws {
    guard let now = try await moveStamp() else { return }
    guard now == stamp else { throw MoveRefusal.overtaken(target: stamp.target) }
    for table in MovingTable.everyTable {
      for statement in Statements.Leaving.open(table) { try await run(statement, []) }
    }
    try await run(Statements.Leaving.unstamp, [])
  }

  func countedTables() async throws -> [MovedTable] {
    try await MovingTable.all.asyncMap { MovedTable(name: $0.name, rows: Int(try await id($0.count, []) ?? 0)) }
  }

  /// - Throws: ``MoveRefusal/workersLive(_:on:for:)``.
  func requireNoWorkers(on place: String) async throws {
    let living = try await livingWorkers()
    guard let last = living.map(\.expires).max() else { return }
    throw MoveRefusal.workersLive(living.map(\.id), on: place, for: .milliseconds(last - boot.milliseconds))
  }
}

extension MovingTable {
  static var everyTable: [String] { all.map(\.name) + leftBehind }
}
