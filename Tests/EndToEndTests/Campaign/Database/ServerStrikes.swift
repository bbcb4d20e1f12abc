#if Postgres
  import Foundation

  /// What befalls a server and the way to it, one after the other.
  struct ServerStrikes {
    private enum Strike: CaseIterable {
      /// `pg_ctl restart -m immediate`.
      case restarts
      /// As if its machine were off for a while.
      case isDown
      /// SIGKILL of one backend: the server ends all others and recovers.
      case losesABackend
      /// Half of all connections are ended.
      case endsConnections
      /// Backends stand still (SIGSTOP) past leases, and go on with what they were about.
      case freezes
      /// A host cannot reach the server past its leases, and reaches EC2 all the while.
      case isCutOff
    }

    let server: OwnServer
    let database: String
    let hosts: WorkerHosts?
    let tally: CampaignTally
    var random: SeededGenerator
    private var strikes: [Strike] = []

    init(server: OwnServer, database: String, hosts: WorkerHosts?, tally: CampaignTally, random: SeededGenerator) {
      self.server = server
      self.database = database
      self.hosts = hosts
      self.tally = tally
      self.random = random
    }

    /// Waits a while, then strikes once; each kind has had its turn before one comes again.
    mutating func next() async throws {
      try await random.pause(2_000...6_000)
      if strikes.isEmpty {
        strikes = (Strike.allCases + [.isCutOff, .isCutOff]).shuffled(using: &random)
        if hosts == nil { strikes.removeAll { $0 == .isCutOff } }
      }
      switch strikes.removeLast() {
      case .restarts:
        try await server.restart()
        count("restarts (immediate)")
      case .isDown:
        try await server.stop()
        try await random.pause(500...4_000)
        try await server.start()
        count("server down for a while")
      case .losesABackend:
        guard let backend = await backends().randomElement(using: &random) else { return }
        kill(backend, SIGKILL)
        count("backends killed (SIGKILL)")
      case .endsConnections:
        let backends = await backends().filter { _ in Bool.random(using: &random) }
        for backend in backends { kill(backend, SIGTERM) }
        count("connections ended", backends.count)
      case .freezes:
        let backends = await backends()
        for backend in backends { kill(backend, SIGSTOP) }
        try await pause(CampaignSettings.lease, plus: 2_000)
        for backend in backends { kill(backend, SIGCONT) }
        count("server frozen past leases")
      case .isCutOff:
        guard let hosts, let host = hosts.hosts.randomElement(using: &random) else { return }
        let isLong = Int.random(in: 0..<3, using: &random) == 0
        try await hosts.cut(host)
        try await pause(isLong ? CampaignSettings.window : CampaignSettings.lease, plus: 2_500)
        try await hosts.mend(host)
        count(isLong ? "hosts cut off past the window" : "hosts cut off past leases")
      }
    }

    /// Of all but this connection; none where the server is on its way up.
    private func backends() async -> [pid_t] {
      let found = try? await server.host.integers("SELECT pid FROM pg_stat_activity WHERE datname = '\(database)'")
      return found?.compactMap(pid_t.init(exactly:)) ?? []
    }

    private func count(_ fault: String, _ count: Int = 1) { tally.change { $0.faults[fault, default: 0] += count } }

    private mutating func pause(_ least: Duration, plus milliseconds: Int) async throws {
      try await Task.sleep(for: least + .milliseconds(Int.random(in: 300...milliseconds, using: &random)))
    }
  }
#endif
