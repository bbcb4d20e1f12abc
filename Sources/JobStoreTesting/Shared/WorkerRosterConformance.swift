import JobModel
import Testing

/// What a store must do as a ``WorkerRoster``.
package enum WorkerRosterConformance {
  package static let cases = [
    ConformanceCase("a worker is seen from when it joins until it leaves") { bench in
      let worker = bench.worker("w", queues: ["x", "y"])
      try await bench.store.join(worker, lease: .seconds(30))
      #expect(try await bench.store.workers() == [worker])
      bench.clock.advance(by: .seconds(10))
      try await bench.store.beat("w", holding: 4, lease: .seconds(30))
      let seen = try #require(await bench.store.workers().first)
      #expect(seen.holding == 4 && seen.lastSeenAt == bench.clock.now && seen.startedAt == worker.startedAt)
      try await bench.store.leave("w")
      #expect(try await bench.store.workers().isEmpty)
    },
    ConformanceCase("a worker is alive while its lease lasts, within one boot") { bench in
      try await bench.store.join(bench.worker("w"), lease: .seconds(30))
      bench.clock.advance(by: .seconds(29))
      #expect(try await bench.store.workers().map(\.isAlive) == [true])
      bench.clock.stepWall(by: .seconds(-5000))
      #expect(try await bench.store.workers().map(\.isAlive) == [true])
      bench.clock.advance(by: .seconds(1))
      #expect(try await bench.store.workers().map(\.isAlive) == [false])
      try await bench.store.beat("w", holding: 0, lease: .seconds(30))
      #expect(try await bench.store.workers().map(\.isAlive) == [true])
      bench.clock.reboot()
      #expect(try await bench.store.workers().map(\.isAlive) == [false])
    },
    ConformanceCase("a worker that rests says since when and why, until it goes on") { bench in
      try await bench.store.join(bench.worker("w"), lease: .seconds(30))
      let rest = WorkerRest(since: bench.clock.now, reason: "no keys")
      try await bench.store.show(rest: rest, of: "w")
      #expect(try await bench.store.workers().map(\.rest) == [rest])
      try await bench.store.show(rest: nil, of: "w")
      #expect(try await bench.store.workers().map(\.rest) == [nil])
    },
    ConformanceCase("the dead are forgotten after a day, when someone joins") { bench in
      try await bench.store.join(bench.worker("old"), lease: .seconds(30))
      bench.clock.advance(by: .seconds(86_401))
      try await bench.store.join(bench.worker("new"), lease: .seconds(30))
      #expect(try await bench.store.workers().map(\.id) == ["new"])
    },
  ]
}

extension Bench {
  fileprivate func worker(_ id: String, queues: [String] = []) -> WorkerRecord {
    WorkerRecord(
      id: id, host: "h", processID: 7, queues: queues, concurrency: 3, isFollower: true, startedAt: clock.now,
      lastSeenAt: clock.now)
  }
}
