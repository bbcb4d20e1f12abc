#if Postgres
  import Foundation
  import JobTransactions
  import Subprocess
  import Testing

  @testable import PostgresStore

  /// The server that all tests share, and programs that start others.
  enum Server {
    /// - Parameters:
    ///   - user: who comes in, with a password; the superuser where it is nil.
    static func url(user: String? = nil, database: String? = nil, query: String = "") throws -> String {
      let base = try #require(
        ProcessInfo.processInfo.environment["GEUSE_TEST_POSTGRES"], "these tests need a server: make test-postgres")
      var parts = try #require(URLComponents(string: base))
      if let user {
        parts.percentEncodedUser = user.split(separator: ":").first.map(String.init)
        parts.percentEncodedPassword = user.split(separator: ":").dropFirst().first.map(String.init)
      }
      if let database { parts.path = "/" + database }
      return try #require(parts.string) + query
    }

    static func target(_ query: String = "") throws -> PostgresTarget { try PostgresTarget(url(query: query)) }

    static func connect(_ query: String = "") async throws -> PostgresConnection {
      try await PostgresConnection.connect(target(query))
    }

    /// What a script of the checkout prints.
    @discardableResult
    static func script(_ name: String, _ arguments: String...) async throws -> String {
      let top = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.dropFirst().joined(
        separator: "/")
      let outcome = try await Subprocess.run(
        .name("bash"), arguments: .init(["/\(top)/scripts/\(name)"] + arguments),
        environment: .inherit.updating(["PG_SPARE_DISK": "1"]), output: .string(limit: 4_096),
        error: .string(limit: 65_536))
      try #require(outcome.terminationStatus.isSuccess, "\(name): \(outcome.standardError)")
      return outcome.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A folder with a short path, for sockets.
    static func withFolder<Answer>(_ body: (String) async throws -> Answer) async throws -> Answer {
      let folder = "/tmp/geuse-pg-\(UInt32.random(in: .min ... .max))"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      return try await body(folder)
    }
  }

  extension PostgresConnection {
    @discardableResult
    func run(
      _ text: String, _ values: [Value] = [], isPrepared: Bool = true, timeout: Duration = .seconds(30)
    ) async throws -> PostgresResult {
      try await run([PostgresCommand(text, values, isPrepared: isPrepared)], timeout: timeout)[0]
    }

    func value(_ text: String, _ values: [Value] = []) async throws -> Value {
      try await run(text, values).value(row: 0, column: 0)
    }
  }

  /// Nil where nothing is thrown.
  func failure(_ body: () async throws -> Void) async -> PostgresFailure? {
    do {
      try await body()
      return nil
    } catch {
      return error as? PostgresFailure
    }
  }
#endif
