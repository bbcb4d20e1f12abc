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
      try await with(database) {
        try await $0.run([PostgresCommand(sql, values, isPrepared: false)], timeout: .seconds(60))[0]
      }
    }

    static func run(script: String, in database: String) async throws {
      try await with(database) { _ = try await $0.run(script: script, timeout: .seconds(60)) }
    }

    /// A server with much to do refuses now and then.
    private static func with<Answer>(
      _ database: String?, _ body: (PostgresConnection) async throws -> Answer
    ) async throws -> Answer {
      let pool = PostgresPool(try PostgresTarget(url(database: database)))
      defer { pool.close() }
      return try await pool.with(body)
    }
  }
#endif
