#if Postgres
  import Foundation
  import Subprocess
  import Testing

  /// A server of the campaign's own, whose workers live on hosts of their own where these can be made.
  struct PostgresCampaignDatabase: CampaignDatabase {
    private static let database = "campaign"

    let server: OwnServer
    /// Nil where everybody shares this machine's network.
    let hosts: WorkerHosts?
    let disk: URL? = nil
    private let backup: URL

    /// - Parameter simulator: where hosts must find EC2.
    static func during<Result: Sendable>(
      _ settings: CampaignSettings, _ simulator: SimulatorProcess,
      _ body: @Sendable (PostgresCampaignDatabase) async throws -> Result
    ) async throws -> Result {
      try await WorkerHosts.during(settings.slots, sharing: simulator.endpoint.port ?? 0) { hosts in
        try await OwnServer.during(listensAt: hosts?.address) { server in
          try await server.host.run("CREATE DATABASE \(database)")
          return try await body(
            PostgresCampaignDatabase(
              server: server, hosts: hosts, backup: settings.folder.appending(path: "backup.dump")))
        }
      }
    }

    var name: String { server.host.url(Self.database) }

    func make(_ sandbox: Sandbox) async throws {
      try await sandbox.geuse("migrate").exits(0)
    }

    func command(slot: Int, _ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
      guard let hosts else { return (program, arguments) }
      let url = name.replacing("@127.0.0.1:", with: "@\(hosts.address):")
      return (
        "ip",
        ["netns", "exec", hosts.hosts[slot].namespace, "env", "GEUSE_DATABASE=\(url)", program] + arguments
      )
    }

    func strike(_ tally: CampaignTally, random: SeededGenerator, isOver: @Sendable () -> Bool) async throws {
      var strikes = ServerStrikes(
        server: server, database: Self.database, hosts: hosts, tally: tally, random: random)
      while !isOver() { try await strikes.next() }
    }

    func excuses(_ ended: Finished) -> Bool {
      ended.status == .exited(75)
        && (ended.error.contains("the database \(name.prefix { $0 != "@" })")
          // One that was asked to end meanwhile.
          || ended.error.contains("the worker ended while the database did not answer"))
    }

    /// The server checks references itself; a copy reads every row, and this checks every index.
    func flaws() async throws -> [String] {
      try await server.host.run("CREATE EXTENSION IF NOT EXISTS amcheck", in: Self.database)
      do {
        try await server.host.run(
          """
          SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
          WHERE relnamespace = 'geuse'::regnamespace AND relkind = 'i'
          """, in: Self.database)
        return []
      } catch {
        return ["indexes: \(error)"]
      }
    }

    func backUp(_ sandbox: Sandbox) async throws {
      // In the middle of the storm; a person would try again, too.
      while true {
        let ended = try await sandbox.geuse("backup", backup.path)
        if ended.status == .exited(0) { return }
        try await Task.sleep(for: .milliseconds(500))
      }
    }

    func putBack() async throws {
      try await server.host.run("DROP DATABASE \(Self.database) WITH (FORCE)")
      try await server.host.run("CREATE DATABASE \(Self.database)")
      try await Sandbox().finish("pg_restore", ["--exit-on-error", "--dbname", name, backup.path]).exits(0)
    }
  }
#endif
