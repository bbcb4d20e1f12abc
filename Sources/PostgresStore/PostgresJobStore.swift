#if Postgres
  package import JobModel

  /// A job store in a PostgreSQL database that processes on any number of hosts share.
  ///
  /// The same transactions as in every store; the server's clock is the only one that counts. A method is not cut short
  /// by the cancellation of the task that called it.
  /// - Throws: ``StoreError/unusable(path:reason:)`` from every method where the server or the way to it fails.
  package struct PostgresJobStore: Sendable {
    /// What may happen to a schema that is missing or older.
    package enum OpenMode: Sendable, Equatable {
      /// For producers: a missing schema is created, an older one is refused.
      case createIfMissing
      /// A missing schema is refused; an older one is upgraded where that is allowed.
      case existing(upgrade: Bool)
    }

    let database: PostgresDatabase
    let specs: SpecCache
    let lines = LineMemory()

    /// Connects, and creates or upgrades the schema as `openMode` allows.
    /// - Parameters:
    ///   - url: `postgres://…`, as libpq reads it, with geuse's own `pool` and `prepare`.
    ///   - patience: how long a server that cannot be reached is waited for.
    ///   - clocks: only tests have others than the server's.
    /// - Throws: ``StoreError/unusable(path:reason:)``, ``StoreError/schemaTooNew(found:)``,
    ///   ``StoreError/schemaTooOld(found:needed:)``, ``StoreError/workersLive(_:for:)``.
    package static func open(
      _ url: String, openMode: OpenMode = .createIfMissing, patience: Duration = .seconds(30), clocks: Clocks? = nil
    ) async throws -> PostgresJobStore {
      let database = try PostgresDatabase(url: url, patience: patience, turned: clocks)
      try await PostgresSchema(database: database).prepare(openMode)
      return PostgresJobStore(database: database, specs: SpecCache(database))
    }

    /// The server's clock as this process knows it.
    package var clocks: Clocks { database.clock.clocks }

    /// Ends all use of the server.
    package func close() { database.close() }
  }
#endif
