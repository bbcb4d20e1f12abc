#if Postgres
  package import JobModel
  import JobTransactions

  /// A job store in a PostgreSQL database that processes on any number of hosts share.
  ///
  /// The same transactions as in every store; the server's clock is the only one that counts. A method is not cut short
  /// by the cancellation of the task that called it.
  /// - Throws: from every method ``StoreError/unavailable(path:reason:hint:)`` where the server or the way to it fails,
  ///   ``StoreError/denied(path:reason:hint:)`` where it refuses, ``StoreError/unusable(path:reason:)`` otherwise.
  package struct PostgresJobStore: Sendable {
    /// What may happen to a schema that is missing or older.
    package enum OpenMode: Sendable, Equatable {
      /// For producers: a missing schema is created, an older one is refused.
      case createIfMissing
      /// A missing schema is refused; an older one is upgraded where that is allowed.
      case existing(upgrade: Bool)
      /// For whoever owns the schema.
      case createOrUpgrade
      /// For who moves a queue here: a missing schema is created, an older one is refused, and one that is being filled
      /// is no reason to refuse.
      case moving

      var creates: Bool { [.createIfMissing, .createOrUpgrade, .moving].contains(self) }
      var upgrades: Bool { self == .existing(upgrade: true) || self == .createOrUpgrade }
    }

    /// How long a server that cannot be reached is waited for: when the store is opened, and each time after that.
    package struct Patience: Sendable {
      package var first: Duration
      package var later: Duration

      package init(first: Duration = .seconds(30), later: Duration = .seconds(30)) {
        self.first = first
        self.later = later
      }
    }

    let database: PostgresDatabase
    let specs: SpecCache
    let lines = LineMemory()
    /// Whether this opening made it.
    package let isNew: Bool

    /// How people are told of it: the URL without its password.
    package var name: String { database.name }

    /// Connects, and creates or upgrades the schema as `openMode` allows.
    /// - Parameters:
    ///   - url: `postgres://…`, as libpq reads it, with geuse's own `pool` and `prepare`.
    ///   - clocks: only tests have others than the server's.
    /// - Throws: `BadPostgresURL`; ``StoreError/unavailable(path:reason:hint:)``,
    ///   ``StoreError/denied(path:reason:hint:)``, ``StoreError/unusable(path:reason:)``,
    ///   ``StoreError/schemaTooNew(found:)``, ``StoreError/schemaTooOld(found:needed:)``,
    ///   ``StoreError/workersLive(_:for:)``, ``StoreError/beingFilled(path:from:)``.
    package static func open(
      _ url: String, openMode: OpenMode = .createIfMissing, patience: Patience = Patience(), clocks: Clocks? = nil
    ) async throws -> PostgresJobStore {
      let database = try PostgresDatabase(url: url, patience: patience.first, testClocks: clocks)
      do {
        let isNew = try await PostgresSchema(database: database).prepare(openMode)
        // What time it is there, before anybody asks.
        try await database.read { _ in }
        database.pool.setPatience(patience.later)
        return PostgresJobStore(database: database, specs: SpecCache(database), isNew: isNew)
      } catch {
        database.close()
        throw error
      }
    }

    /// What a queue is to move to, as far as it is there.
    /// - Returns: the database's name without its password; and nil where there is no schema, and none is to be created.
    package static func openToMove(
      _ url: String, creates: Bool, patience: Patience = Patience()
    ) async throws -> (name: String, store: PostgresJobStore?) {
      if !creates {
        let database = try PostgresDatabase(url: url, patience: patience.first, testClocks: nil)
        defer { database.close() }
        guard try await PostgresSchema(database: database).version() > 0 else { return (database.name, nil) }
      }
      let store = try await open(url, openMode: .moving, patience: patience)
      do {
        try await store.requireOwner()
        return (store.name, store)
      } catch {
        store.close()
        throw error
      }
    }

    /// Only who owns the tables may close them to others.
    private func requireOwner() async throws {
      let isOwner = try await database.read { try await $0.row(Self.isOwner, []) }?[0] ?? false
      guard isOwner else {
        throw StoreError.denied(
          path: name, reason: "does not let this user move a queue there: it is not the schema's owner",
          hint: "name its owner in --to; afterwards others use it as deploy/postgres/roles.sql says")
      }
    }

    private static let isOwner: SQL =
      "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'geuse'"

    /// Ends all use of the server.
    package func close() { database.close() }
  }
#endif
