#if Postgres
  import Foundation
  import JobTransactions
  import PostgresStore

  /// A PostgreSQL server on this machine, by the URL of its superuser.
  struct PostgresHost: Sendable {
    let url: String
    /// Below it servers of a test's own are started, and stopped when all tests are over.
    static let folder = ProcessInfo.processInfo.environment["GEUSE_TEST_POSTGRES_FOLDER"]

    struct NoServer: Error, CustomStringConvertible {
      let description = "GEUSE_TEST_POSTGRES names no server: make test-postgres"
    }

    /// The one that `make test-postgres` has started.
    static func shared() throws -> PostgresHost {
      guard let url = ProcessInfo.processInfo.environment["GEUSE_TEST_POSTGRES"] else { throw NoServer() }
      return PostgresHost(url: url)
    }

    /// `127.0.0.1:5432`
    var place: String { url.drop { $0 != "@" }.dropFirst().prefix { $0 != "/" }.description }

    func url(_ database: String, as user: String = "geuse_admin", password: String? = nil) -> String {
      "postgres://\(user)\(password.map { ":\($0)" } ?? "")@\(place)/\(database)"
    }

    @discardableResult
    func run(_ sql: String, in database: String = "postgres") async throws -> PostgresResult {
      let connection = try await PostgresConnection.connect(PostgresTarget(url(database)))
      defer { connection.close() }
      return try await connection.run([PostgresCommand(sql, isPrepared: false)], timeout: .seconds(60))[0]
    }

    /// The whole numbers of the first column.
    func integers(_ sql: String, in database: String = "postgres") async throws -> [Int64] {
      let result = try await run(sql, in: database)
      return (0..<result.count).compactMap { Int64(stored: result.value(row: $0, column: 0)) }
    }

    /// Lends a new database for as long as the body takes.
    func lendingDatabase<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
      let name = "geuse_e2e_\(UUID().uuidString.prefix(8).lowercased())"
      try await run("CREATE DATABASE \(name)")
      do {
        let result = try await body(name)
        try await run("DROP DATABASE \(name) WITH (FORCE)")
        return result
      } catch {
        // Of a server that the test has stopped nothing need be removed.
        _ = try? await run("DROP DATABASE \(name) WITH (FORCE)")
        throw error
      }
    }

    /// Lends a role that may do nothing yet but log in.
    func lendingRole<Result: Sendable>(
      password: String, in database: String, _ body: (String) async throws -> Result
    ) async throws -> Result {
      let name = "geuse_e2e_\(UUID().uuidString.prefix(8).lowercased())"
      try await run("CREATE ROLE \(name) LOGIN PASSWORD '\(password)'")
      let result = try await body(name)
      try await run("DROP OWNED BY \(name)", in: database)
      try await run("DROP ROLE \(name)")
      return result
    }
  }
#endif
