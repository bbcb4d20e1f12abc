import JobModel

extension StoreTransaction {
  package func moveMark() async throws -> MoveMark? {
    try await row(Statements.Arriving.mark, []).map { row in
      MoveMark(queue: row[0], id: row[1], wholeAt: (row[2] as Int64?).map(Timestamp.init(rawValue:)))
    }
  }

  /// The tables that have something.
  func occupied() async throws -> [String] {
    let filled = try await MovingTable.all.dropFirst().asyncFilter { try await id($0.isEmpty, []) == 0 }.map(\.name)
    return filled + (try await row(Statements.Arriving.isBound, []) == nil ? [] : [MovingTable.store.name])
  }

  /// Makes this empty store the target of that move: nobody else may use it until it is whole.
  /// - Parameter store: the queue's own row.
  func mark(_ stamp: MoveStamp, store: MovePage, place: String) async throws {
    guard try await moveMark() == nil else { throw MoveRefusal.otherMove(target: place) }
    try await requireNoWorkers(on: place)
    let occupied = try await occupied()
    guard occupied.isEmpty else { throw MoveRefusal.occupied(target: place, by: occupied) }
    try await run(Statements.Arriving.removeStore, [])
    try await run(MovingTable.store.take, [store.asJSON])
    try await run(Statements.Arriving.setMark, [stamp.id])
    try await run(Statements.Arriving.forgetProgress, [])
    for table in MovingTable.all {
      try await run(Statements.Arriving.beginTable, [table.name, table === MovingTable.store ? store.rows.count : 0])
    }
    for table in MovingTable.everyTable { try await run(Statements.Arriving.close(table, but: stamp.id), []) }
  }

  /// How many rows of it have come, and up to which.
  func progress(of table: MovingTable) async throws -> (rows: Int, lastKey: MoveKey?) {
    guard let row = try await row(Statements.Arriving.progress, [table.name]) else { return (0, nil) }
    return (row[0], try (row[1] as String?).map { try JSONText.decode(MoveKey.self, from: $0) })
  }

  /// - Parameter before: how many rows of it there were.
  func take(_ page: MovePage, into table: MovingTable, after before: Int, of move: MoveStamp) async throws {
    try await enter(move)
    let changed = try await run(
      Statements.Arriving.advance,
      [page.rows.count, page.lastKey.map { try JSONText.encode($0) }, table.name, before, move.id])
    guard changed == 1 else { throw MoveRefusal.overtaken(target: move.target) }
    try await run(table.take, [page.asJSON])
  }

  /// - Parameter largest: what the source has given out at most.
  func number(_ table: MovingTable, beyond largest: Int) async throws {
    _ = try await row(Statements.Arriving.number(table.name), [largest])
  }

  func analyze(_ table: MovingTable) async throws { try await run(Statements.Arriving.analyze(table.name), []) }

  /// Lets everybody in.
  func finish(_ move: MoveStamp) async throws {
    try await enter(move)
    guard try await run(Statements.Arriving.setWhole, [now.rawValue, move.id]) == 1 else {
      throw MoveRefusal.overtaken(target: move.target)
    }
    try await reopen()
    effects.noteWork()
  }

  /// Makes the target of a move that never became whole as empty as it was; it is another queue's then.
  func abandon(_ move: MoveStamp, queue: String) async throws {
    try await enter(move)
    guard try await run(Statements.Arriving.removeMark, [queue, move.id]) == 1 else {
      throw MoveRefusal.overtaken(target: move.target)
    }
    try await run(Statements.Arriving.empty(MovingTable.all.dropFirst().map(\.name)), [])
    try await reopen()
  }

  private func reopen() async throws {
    try await run(Statements.Arriving.forgetProgress, [])
    for table in MovingTable.everyTable { try await run(Statements.Arriving.open(table), []) }
  }

  private func enter(_ move: MoveStamp) async throws { _ = try await row(Statements.Arriving.enter, [move.id]) }
}
