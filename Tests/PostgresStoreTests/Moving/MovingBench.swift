#if Postgres
  import Foundation
  import JobModel
  import JobStoreTesting
  import Synchronization
  import Testing

  @testable import JobTransactions
  @testable import PostgresStore
  @testable import SQLiteStore

  /// A queue in a file, and an empty database on the server to move it to.
  final class MovingBench: Sendable {
    let folder: String
    let database: String

    init(to database: String) throws {
      self.database = database
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("geuse-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func with(_ body: (MovingBench) async throws -> Void) async throws {
      try await LentDatabases.with { try await body(MovingBench(to: $0)) }
    }

    var path: String { folder + "/geuse.db" }

    func file(
      _ mode: SQLiteJobStore.OpenMode = .createIfMissing, clocks: Clocks = Clocks()
    ) throws -> SQLiteJobStore {
      try SQLiteJobStore(path: path, durability: .normal, clocks: clocks, openMode: mode)
    }

    func server(
      _ mode: PostgresJobStore.OpenMode = .existing(upgrade: false), in other: String? = nil, clocks: Clocks? = nil
    ) async throws -> PostgresJobStore {
      try await PostgresJobStore.open(
        TestServer.url(database: other ?? database) + "?pool=2", openMode: mode, clocks: clocks)
    }

    /// What `geuse migrate --from --to` does, with stores that are closed afterwards.
    func move<Answer>(
      to other: String? = nil, rowsAPart: Int = 3,
      observe: @escaping @Sendable (MoveStep) async throws -> Void = { _ in },
      _ body: (QueueMove) async throws -> Answer
    ) async throws -> Answer {
      let source = try file(.moving(upgrade: true))
      let target = try await server(.moving, in: other)
      defer {
        try? source.close()
        target.close()
      }
      var move = QueueMove(
        from: source, called: path, to: target, called: "server/\(other ?? database)", observe: observe)
      move.rowsAPart = rowsAPart
      return try await body(move)
    }

    /// Moves it in one go.
    @discardableResult
    func move() async throws -> MoveReport { try await move { try await $0.run() } }

    /// SQL on the target, as if a move of that id did it.
    func onServer(_ sql: String, of move: String = "") async throws {
      try await TestServer.run(script: "SET search_path = geuse; SET geuse.move = '\(move)'; \(sql)", in: database)
    }
  }

  /// Ends a move once it has done so many steps.
  final class CutShort: Error, Sendable {
    private let end: Int
    private let count = Mutex(0)

    init(after steps: Int = .max) { end = steps }

    /// How many it has done.
    var steps: Int { count.withLock { $0 } }

    func note(_ step: MoveStep) throws {
      if isEnd() { throw self }
    }

    /// Whether this is the step.
    func isEnd() -> Bool {
      count.withLock { count in
        count += 1
        return count == end
      }
    }
  }
#endif
