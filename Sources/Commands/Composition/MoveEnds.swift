import JobModel
import JobTransactions
import SQLiteStore

/// The file that a queue moves from, and the server that it moves to.
struct MoveEnds {
  private let source: String
  /// With its password.
  private let target: String

  init(_ source: String, _ target: String) {
    self.source = source
    self.target = target
  }

  /// What there is to move, and what stands against it. Changes nothing.
  func survey() async throws -> (report: MoveReport, refusal: MoveRefusal?) {
    try await move(changes: false).survey()
  }

  /// Looks at both ends before it makes anything in either.
  func run(observe: @escaping @Sendable (MoveStep) async throws -> Void) async throws -> MoveReport {
    let file = try SQLiteJobStore(path: source, openMode: .moving(upgrade: true))
    if let refusal = try await move(file, changes: false).survey().refusal { throw refusal }
    return try await move(file, changes: true, observe: observe).run()
  }

  /// - Returns: where the queue had been going.
  static func takeBack(_ source: String, _ target: String?) async throws -> String {
    let file = try SQLiteJobStore(path: source, openMode: .moving(upgrade: false))
    guard let stamp = try await file.read({ try await $0.moveStamp() }) else {
      throw MoveRefusal.notMoved(source: source)
    }
    try await MoveEnds(source, target ?? stamp.target).move(file, changes: false).takeBack()
    return stamp.target
  }

  private func move(changes: Bool) async throws -> QueueMove {
    try await move(SQLiteJobStore(path: source, openMode: .moving(upgrade: false)), changes: changes)
  }

  private func move(
    _ file: SQLiteJobStore, changes: Bool, observe: @escaping @Sendable (MoveStep) async throws -> Void = { _ in }
  ) async throws -> QueueMove {
    let server = ServerStore(url: target, patience: .ofCommands, flag: "--to")
    let (name, store) = try await server.openToMove(creates: changes)
    return QueueMove(from: file, called: source, to: store, called: name, observe: observe)
  }
}
