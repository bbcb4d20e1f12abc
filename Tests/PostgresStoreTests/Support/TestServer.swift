#if Postgres
  import Foundation
  import JobTransactions

  @testable import PostgresStore

  /// The server that `make test-postgres` has started.
  enum TestServer {
    /// - Throws: NoServer: these tests need one, and do not pass without.
    static func url(database: String? = nil) throws -> String {
      guard let url = ProcessInfo.processInfo.environment["GEUSE_TEST_POSTGRES"] else { throw NoServer() }
      guard let database, let end = url.lastIndex(of: "/") else { return url }
      return url[...end] + database
    }

    struct NoServer: Error, CustomStringConvertible {
      let description = "GEUSE_TEST_POSTGRES names no server: make test-postgres"
    }

    /// SQL past the store.
    @discardableResult
    static func run(_ sql: String, _ values: [Value] = [], in database: String? = nil) async throws -> PostgresResult {
      let connection = try await PostgresConnection.connect(PostgresTarget(url(database: database)))
      defer { connection.close() }
      return try await connection.run([PostgresCommand(sql, values, isPrepared: false)], timeout: .seconds(60))[0]
    }

    static func run(script: String, in database: String) async throws {
      let connection = try await PostgresConnection.connect(PostgresTarget(url(database: database)))
      defer { connection.close() }
      try await connection.run(script: script, timeout: .seconds(60))
    }
  }
#endif
