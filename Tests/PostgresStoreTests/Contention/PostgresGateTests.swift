#if Postgres
  import JobModel
  import JobTransactions
  import Testing

  @testable import PostgresStore

  /// What holds whoever is alone in the queue, or has not waited for it.
  @Suite struct PostgresGateTests {
    private static func job(_ key: String? = nil, rival: String? = nil) -> NewJob {
      var job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")
      job.uniqueKey = key
      job.rivalKey = rival
      return job
    }

    @Test("what is read behind a lock is of the time after it, whatever the database says")
    func isolation() async throws {
      try await LentDatabases.with { name in
        try await TestServer.run("ALTER DATABASE \(name) SET default_transaction_isolation = 'serializable'")
        let store = try await PostgresJobStore.open(TestServer.url(database: name))
        defer { store.close() }
        for needs in [WriteNeeds.usual, .light, .besideOthers, .row] {
          let level = try await store.write(needs) { transaction in
            try await transaction.row("SELECT current_setting('transaction_isolation')", [])?[0] as String?
          }
          #expect(level == "read committed")
        }
      }
    }

    @Test("of who launches by a key and who by its numbers at the same time, one is refused")
    func rivals() async throws {
      try await LentDatabases.with { name in
        let stores = try await [
          PostgresJobStore.open(TestServer.url(database: name)), PostgresJobStore.open(TestServer.url(database: name)),
        ]
        defer { for store in stores { store.close() } }
        for round in 0..<30 {
          let key = "k\(round)"
          let jobs = [Self.job(key, rival: "\(key)/1"), Self.job("\(key)/1", rival: key)]
          let stored = await withTaskGroup(of: Int.self) { group in
            for (store, job) in zip(stores, jobs) {
              group.addTask { (try? await store.enqueue([job]).count) ?? 0 }
            }
            return await group.reduce(0, +)
          }
          #expect(stored == 1, "\(key)")
        }
      }
    }

    @Test("a heartbeat does not wait for an order that takes longer than leases do")
    func heartbeats() async throws {
      try await LentDatabases.with { name in
        let store = try await PostgresJobStore.open(TestServer.url(database: name))
        defer { store.close() }
        _ = try await store.enqueue([Self.job()])
        let held = try await store.claim(Claim(holder: "w", limit: 1, lease: .seconds(30))).map(\.fence)
        #expect(held.count == 1)
        let lost = try await store.write(.usual) { _ in
          // Alone in the queue all the while.
          try await store.heartbeat(held, holder: "w", lease: .seconds(30))
        }
        #expect(lost.isEmpty)
      }
    }

    @Test("what cannot be read after it was claimed is given back at once")
    func unreadable() async throws {
      try await LentDatabases.with { name in
        let store = try await PostgresJobStore.open(TestServer.url(database: name))
        defer { store.close() }
        let id = try await store.enqueue([Self.job()])[0].id
        try await TestServer.run("UPDATE geuse.specs SET body = '[]'", in: name)
        await #expect(throws: (any Error).self) {
          _ = try await store.claim(Claim(holder: "w", limit: 1, lease: .seconds(30)))
        }
        let free = try await TestServer.run(
          "SELECT 1 FROM geuse.jobs WHERE id = \(id) AND state = 'ready' AND lease_holder IS NULL", in: name)
        #expect(free.count == 1)
      }
    }
  }
#endif
