#if Postgres
  import Foundation
  import JobModel
  import JobStoreTesting

  @testable import PostgresStore

  /// Databases that tests use one after the other, each as new: making one anew takes longer than most tests.
  actor LentDatabases {
    static let shared = LentDatabases()

    private static let most = 8
    private var made = 0
    private var free: [String] = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// A case of the conformance suite on an empty store that refuses what the model calls an illegal transition.
    /// - Parameter guarded: false where the schema is to be as geuse makes it.
    static func run(_ conformance: ConformanceCase, guarded: Bool = true) async throws {
      try await with { name in
        if !guarded { try await TestServer.run(script: TransitionGuard.removal, in: name) }
        let store = StoreOfOneCase()
        defer { store.store?.close() }
        try await conformance.run(on: { clocks in
          let opened = try await PostgresJobStore.open(
            TestServer.url(database: name) + "?pool=4", openMode: .existing(upgrade: false), clocks: clocks)
          store.store = opened
          return opened
        })
      }
    }

    static func with(_ body: (String) async throws -> Void) async throws {
      let name = try await shared.borrow()
      do {
        try await body(name)
        await shared.giveBack(name)
      } catch {
        await shared.giveBack(name)
        throw error
      }
    }

    private func borrow() async throws -> String {
      while free.isEmpty, made == Self.most { await withCheckedContinuation { waiting.append($0) } }
      if let name = free.popLast() {
        try await TestServer.run(script: Self.emptying, in: name)
        try await TestServer.run(script: TransitionGuard.sql, in: name)
        return name
      }
      made += 1
      let name = "geuse_\(ProcessInfo.processInfo.processIdentifier)_\(made)"
      try await TestServer.run("CREATE DATABASE \(name)")
      try await PostgresJobStore.open(TestServer.url(database: name)).close()
      try await TestServer.run(script: TransitionGuard.sql, in: name)
      return name
    }

    private func giveBack(_ name: String) {
      free.append(name)
      if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    private static let emptying = """
      SET search_path = geuse;
      DO $$
      DECLARE
        filled text;
      BEGIN
        -- Of a move that was cut short.
        FOR filled IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'moving' LOOP
          EXECUTE 'DROP TRIGGER moving ON ' || filled;
        END LOOP;
        EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
          FROM pg_tables WHERE schemaname = 'geuse' AND tablename <> 'migrations');
      END
      $$;
      INSERT INTO store (id, queue_id, created_at) VALUES (1, gen_random_uuid()::text, geuse_now());
      """
  }

  /// What a case's factory made. Used by one task.
  private final class StoreOfOneCase: @unchecked Sendable {
    var store: PostgresJobStore?
  }

  /// Refuses every change of a job's state that the model does not list.
  enum TransitionGuard {
    static let removal = "SET search_path = geuse; DROP TRIGGER IF EXISTS illegal_transition ON jobs;"

    static var sql: String {
      let legal = JobState.allCases.flatMap { from in
        from.successors.map { "('\(from.rawValue)', '\($0.rawValue)')" }
      }
      return """
        \(removal)
        CREATE TRIGGER illegal_transition BEFORE UPDATE OF state ON jobs FOR EACH ROW
        WHEN ((OLD.state, NEW.state) NOT IN (\(legal.joined(separator: ", "))))
        EXECUTE FUNCTION geuse_refuse('illegal transition of a job');
        """
    }
  }
#endif
