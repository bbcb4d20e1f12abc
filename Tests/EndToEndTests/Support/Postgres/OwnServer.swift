#if Postgres
  import Foundation
  import Testing

  /// A server that a test may stop and start: a cluster of its own.
  struct OwnServer: Sendable {
    let folder: String
    let host: PostgresHost
    private let variables: [String: String]

    /// - Parameters:
    ///   - folder: an empty one; nil for a new one.
    ///   - address: where it listens beside 127.0.0.1, for everybody in its /24.
    static func during<Result: Sendable>(
      in folder: String? = nil, listensAt address: String? = nil, _ body: (OwnServer) async throws -> Result
    ) async throws -> Result {
      let parent = try #require(PostgresHost.folder, "make test-postgres says where servers may be started")
      let folder = folder ?? "\(parent)/\(UUID().uuidString.prefix(8).lowercased())"
      // Processes are killed here, never the machine.
      let variables = ["PG_SPARE_DISK": "1", "PG_NETWORK": address ?? ""]
      let started = try await script(variables, "start", folder).exits(0)
      let url = try #require(started.lines.first, "\(started)")
      let server = OwnServer(folder: folder, host: PostgresHost(url: url), variables: variables)
      do {
        let result = try await body(server)
        try await server.remove()
        return result
      } catch {
        try await server.remove()
        throw error
      }
    }

    /// As if it were killed: nothing is written any more.
    func stop() async throws { try await run("stop", folder, "immediate") }

    /// The same, and up again at once.
    func restart() async throws { try await run("restart", folder, "immediate") }

    /// On the same port.
    func start() async throws {
      let started = try await run("start", folder)
      #expect(started.lines.first == host.url, "\(started)")
    }

    private func remove() async throws {
      try await run("stop", folder, "immediate")
      try? FileManager.default.removeItem(atPath: folder)
    }

    @discardableResult
    private func run(_ arguments: String...) async throws -> Finished {
      try await Self.script(variables, arguments).exits(0)
    }

    private static func script(_ variables: [String: String], _ arguments: String...) async throws -> Finished {
      try await script(variables, arguments)
    }

    private static func script(_ variables: [String: String], _ arguments: [String]) async throws -> Finished {
      let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/postgres.sh").path
      return try await Sandbox().finish(script, arguments, variables: variables)
    }
  }
#endif
