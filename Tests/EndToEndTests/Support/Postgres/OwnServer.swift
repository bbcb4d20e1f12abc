#if Postgres
  import Foundation
  import Testing

  /// A server that a test may stop and start: a cluster of its own.
  struct OwnServer: Sendable {
    let folder: String
    let host: PostgresHost

    /// - Parameter folder: an empty one; nil for a new one.
    static func during<Result: Sendable>(
      in folder: String? = nil, _ body: (OwnServer) async throws -> Result
    ) async throws -> Result {
      let parent = try #require(PostgresHost.folder, "make test-postgres says where servers may be started")
      let folder = folder ?? "\(parent)/\(UUID().uuidString.prefix(8).lowercased())"
      let started = try await script("start", folder).exits(0)
      let url = try #require(started.lines.first, "\(started)")
      let server = OwnServer(folder: folder, host: PostgresHost(url: url))
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
    func stop() async throws { try await Self.script("stop", folder, "immediate").exits(0) }

    /// On the same port.
    func start() async throws {
      let started = try await Self.script("start", folder).exits(0)
      #expect(started.lines.first == host.url, "\(started)")
    }

    private func remove() async throws {
      try await Self.script("stop", folder, "immediate").exits(0)
      try? FileManager.default.removeItem(atPath: folder)
    }

    private static func script(_ arguments: String...) async throws -> Finished {
      let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scripts/postgres.sh").path
      // Processes are killed here, never the machine.
      return try await Sandbox().finish(script, arguments, variables: ["PG_SPARE_DISK": "1"])
    }
  }
#endif
