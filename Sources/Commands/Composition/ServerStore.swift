import Foundation
import JobModel
import JobTransactions

#if Postgres
  import PostgresStore
#endif

/// How long a server that does not answer is waited for.
struct ServerPatience {
  /// Before the first answer.
  let first: Duration
  /// After that, each time.
  let later: Duration

  static let ofCommands = ServerPatience(first: .seconds(3), later: .seconds(3))
  /// At a machine's start the server may come up last. Later its loops themselves go on trying.
  static let ofWorkers = ServerPatience(first: .seconds(30), later: .seconds(5))
}

/// A store on a PostgreSQL server, where this program was built for one.
struct ServerStore {
  enum Mode {
    case createIfMissing, existing, upgrade
  }
  /// With its password: never shown as it is.
  let url: String
  let patience: ServerPatience
  /// Where the URL was given.
  var flag = "--database"

  #if Postgres
    private static let quiet: Duration = .seconds(1)

    func open(_ mode: Mode) async throws -> any JobStore {
      try await patiently {
        let store = try await PostgresJobStore.open(url, openMode: mode.openMode, patience: $0)
        if store.isNew { Console.error("new queue: \(store.name)") }
        return store
      }
    }

    /// What a queue is to move to; nil where there is none yet, and none is to be made.
    func openToMove(creates: Bool) async throws -> (name: String, store: (any TransactionalStore)?) {
      try await patiently { try await PostgresJobStore.openToMove(url, creates: creates, patience: $0) }
    }

    private func patiently<Answer>(
      _ body: (PostgresJobStore.Patience) async throws -> Answer
    ) async throws -> Answer {
      let slow = Task {
        try await Task.sleep(for: Self.quiet)
        Console.error("waiting for \(PasswordFree.shown(url)) to answer")
      }
      defer { slow.cancel() }
      do {
        return try await body(.init(first: patience.first, later: patience.later))
      } catch let error as BadPostgresURL {
        throw CommandFailure.usage("\(flag) '\(PasswordFree.shown(url))' is not valid: \(error.reason)")
      }
    }
  #else
    func open(_ mode: Mode) async throws -> any JobStore { throw unbuilt }

    func openToMove(creates: Bool) async throws -> (name: String, store: (any TransactionalStore)?) { throw unbuilt }

    private var unbuilt: CommandFailure {
      CommandFailure.usage(
        """
        \(flag) '\(PasswordFree.shown(url))' is not valid: this geuse was built without PostgreSQL; \
        build one with it: swift build -c release --product geuse --traits Postgres
        """)
    }
  #endif
}

#if Postgres
  extension ServerStore.Mode {
    fileprivate var openMode: PostgresJobStore.OpenMode {
      switch self {
      case .createIfMissing: .createIfMissing
      case .existing: .existing(upgrade: false)
      case .upgrade: .createOrUpgrade
      }
    }
  }
#endif
