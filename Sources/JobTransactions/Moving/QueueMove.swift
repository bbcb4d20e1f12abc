package import JobModel

/// A queue on its way from a file to a server.
///
/// The source is stamped first, and takes nothing from then on; then the target is marked, filled part by part, compared
/// with the source, and only then opened. Each step is one transaction, and finds out what was done before it: whoever
/// runs it again after it was cut short at whatever point goes on from there.
package struct QueueMove: Sendable {
  let source: any TransactionalStore
  /// Nil where there is none yet.
  let target: (any TransactionalStore)?
  /// What the source is called.
  let file: String
  /// What the target is called, without its password.
  let place: String
  /// How many rows come in one transaction.
  package var rowsAPart = 2_000
  /// Told of each step once it is done; what it throws ends the move there.
  let observe: @Sendable (MoveStep) async throws -> Void

  package init(
    from source: any TransactionalStore, called file: String, to target: (any TransactionalStore)?,
    called place: String,
    observe: @escaping @Sendable (MoveStep) async throws -> Void = { _ in }
  ) {
    self.source = source
    self.target = target
    self.file = file
    self.place = place
    self.observe = observe
  }

  /// What there is to move. Changes nothing.
  /// - Returns: also what stands against it, if anything does.
  package func survey() async throws -> (report: MoveReport, refusal: MoveRefusal?) {
    let tables = try await source.read { try await $0.countedTables() }
    let report = MoveReport(source: file, target: place, tables: tables.map { MoveReport.Comparison(source: $0) })
    do throws(any Error) {
      if try await standing() == nil { try await source.read { try await $0.requireNoWorkers(on: file) } }
      return (report, nil)
    } catch let refusal as MoveRefusal {
      return (report, refusal)
    }
  }

  /// Moves it, or goes on with that.
  /// - Throws: ``MoveRefusal``.
  package func run() async throws -> MoveReport {
    guard let target else { preconditionFailure("nothing to move to") }
    if let standing = try await standing(), let wholeAt = standing.mark?.wholeAt {
      return MoveReport(source: file, target: place, tables: [], movedAt: wholeAt)
    }
    let id = "\(UInt64.random(in: .min ... .max))"
    let stamp = try await source.write(.durable) {
      try await $0.stamp(id, target: place, file: file)
    }
    try await observe(.stamped)
    // Somebody else may have stamped it meanwhile.
    let mark = try await target.read { try await $0.moveMark() }
    guard mark.map({ $0.id == stamp.id }) ?? (stamp.target == place) else {
      throw MoveRefusal.otherTarget(source: file, movedTo: stamp.target)
    }
    try requireMark(mark, stamp)
    if mark == nil {
      try await requireStamp(stamp)
      let row = try await source.read { try await $0.records(of: .store, after: nil, limit: 1) }
      try await target.write(.large) { try await $0.mark(stamp, store: row, place: place) }
    }
    try await observe(.marked)
    let counts = try await source.read { try await $0.countedTables() }
    for (table, counted) in zip(MovingTable.all, counts) {
      try await copy(table, rows: counted.rows, stamp, to: target)
    }
    try await number(target)
    try await observe(.numbered)
    let comparisons = try await compare(with: target)
    var report = MoveReport(source: file, target: place, tables: comparisons)
    guard report.differing.isEmpty else { return report }
    // From here on nobody takes it back, or goes on with it, who does not find this very mark.
    try await source.write(.durable) { try await $0.setFinishing(stamp, true) }
    report.movedAt = try await target.write(.durable) { transaction in
      try await transaction.finish(stamp)
      return transaction.now
    }
    try await observe(.finished)
    return report
  }

  /// When a launch in doubt is over is told by the wall clock from then on: by the target's.
  private static let largestDifference: Duration = .seconds(60)

  private func requireOneTime() async throws {
    guard let target else { return }
    let here = try await source.read { $0.now }
    let there = try await target.read { $0.now }
    let difference = there - here
    guard abs(difference.milliseconds) <= Self.largestDifference.milliseconds else {
      throw MoveRefusal.clocksDiffer(target: place, by: difference)
    }
  }

  /// A target that may be whole has a mark, or it is not that target, whatever it is called.
  func requireMark(_ mark: MoveMark?, _ stamp: MoveStamp) throws(MoveRefusal) {
    guard mark == nil, let since = stamp.finishingAt else { return }
    throw .lostSight(target: place, since: since)
  }

  private func requireStamp(_ stamp: MoveStamp) async throws {
    guard try await source.read({ try await $0.moveStamp() })?.id == stamp.id else {
      throw MoveRefusal.overtaken(target: place)
    }
  }

  /// How far it has come; nil where it has not begun.
  /// - Throws: ``MoveRefusal`` where the two ends are not those of one move.
  private func standing() async throws -> (stamp: MoveStamp, mark: MoveMark?)? {
    let stamp = try await source.read { try await $0.moveStamp() }
    let mark = try await target?.read { try await $0.moveMark() }
    try await requireOneTime()
    if let mark {
      guard let stamp else { throw MoveRefusal.otherMove(target: place) }
      guard stamp.id == mark.id else {
        throw stamp.target == place
          ? MoveRefusal.otherMove(target: place) : .otherTarget(source: file, movedTo: stamp.target)
      }
      return (stamp, mark)
    }
    if let stamp, stamp.target != place { throw MoveRefusal.otherTarget(source: file, movedTo: stamp.target) }
    if let stamp { try requireMark(nil, stamp) }
    if let target {
      try await target.read { transaction in
        try await transaction.requireNoWorkers(on: place)
        let occupied = try await transaction.occupied()
        guard occupied.isEmpty else { throw MoveRefusal.occupied(target: place, by: occupied) }
      }
    }
    return stamp.map { ($0, nil) }
  }
}
