import JobModel
import Testing

/// What a store must do as a ``Reconciliation``.
package enum ReconciliationConformance {
  package static let cases = comparing + adopting + givingUp

  static func listed(_ instance: String, of uuid: String, ordinal: Int = 0) -> ListedInstance {
    ListedInstance(
      requestUUID: uuid, clientToken: "token", ordinal: ordinal, resource: Sample.resource(instance, state: "running"))
  }

  static let comparing = [
    ConformanceCase(
      "an instance of a request that nobody knows halts its region, until no list has shown it for a while"
    ) {
      (bench: Bench) async throws in
      let found = listed("i-9", of: "elsewhere")
      let began = bench.clock.now
      #expect(try await bench.store.compare([found], region: Sample.region, consistency: .seconds(300)) == [found])
      bench.clock.advance(by: .seconds(60))
      #expect(try await bench.store.compare([found], region: Sample.region, consistency: .seconds(300)) == [found])
      #expect(try await bench.store.compare([], region: "another", consistency: .seconds(300)) == [])
      #expect(
        try await bench.store.halts() == [
          RegionHalt(region: Sample.region, since: began, lookedAt: bench.clock.now, instanceIDs: ["i-9"])
        ])
      // Lists lag: one that shows nothing ends no halt, nor do two with one in between that does.
      for isSeen in [false, true, false] {
        bench.clock.advance(by: .seconds(200))
        _ = try await bench.store.compare(isSeen ? [found] : [], region: Sample.region, consistency: .seconds(300))
        #expect(try await bench.store.halts().map(\.instanceIDs) == [["i-9"]])
      }
      bench.clock.stepWall(by: .seconds(3_600))
      _ = try await bench.store.compare([], region: Sample.region, consistency: .seconds(300))
      #expect(try await bench.store.halts().count == 1, "a step of the wall clock ends no halt")
      bench.clock.advance(by: .seconds(300))
      _ = try await bench.store.compare([], region: Sample.region, consistency: .seconds(300))
      #expect(try await bench.store.halts() == [])
      #expect(try await bench.jobs().isEmpty)
    },
    ConformanceCase("what is not on record is told without a change") { (bench: Bench) async throws in
      let settled = try await bench.openRequest(named: "one")
      #expect(try await bench.settle(settled.fence, settled.jobs, instances: [0: "i-1"]))
      let open = try await bench.openRequest(named: "two")
      let all = [
        listed("i-1", of: "uuid-one"), listed("i-2", of: "uuid-two"), listed("i-8", of: "uuid-one", ordinal: 1),
        listed("i-9", of: "elsewhere"),
      ]
      let found = try await bench.store.unrecorded(all)
      #expect(found.unknown.map(\.resource.instanceID) == ["i-9"])
      #expect(found.late.map(\.resource.instanceID) == ["i-8"])
      #expect(try await bench.store.halts() == [])
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.store.launchRequest(open.request.id)?.instances.isEmpty == true)
    },
    ConformanceCase("an instance on record is no news") { (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      #expect(try await bench.settle(open.fence, open.jobs, instances: [0: "i-1"]))
      #expect(
        try await bench.store.compare(
          [listed("i-1", of: "uuid-one")], region: Sample.region, consistency: .seconds(300)) == [])
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.store.halts() == [])
    },
    ConformanceCase("an instance of an open request is recorded, and left to whoever settles it") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      #expect(
        try await bench.store.compare(
          [listed("i-1", of: "uuid-one")], region: Sample.region, consistency: .seconds(300)) == [])
      let known = try #require(await bench.store.launchRequest(open.request.id)).instances
      #expect(known.map(\.resource.instanceID) == ["i-1"])
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.settle(open.fence, open.jobs, instances: [0: "i-1"]))
      #expect(try await bench.state(open.jobs[0].id) == .succeeded)
    },
    ConformanceCase("a request is not ended without an instance that is on record: it is settled next") {
      (bench: Bench) async throws in
      for state in [LaunchRequest.State.refused, .unknown] {
        let open = try await bench.openRequest(named: state.rawValue)
        let job = open.jobs[0].id
        let found = listed("i-\(state)", of: "uuid-\(state.rawValue)")
        _ = try await bench.store.compare([found], region: Sample.region, consistency: .seconds(300))
        let end = LaunchClosing(
          request: open.fence, state: state, members: [job: .fail(Sample.fault)], rung: Sample.rung, calls: 1)
        #expect(try await bench.store.close(end) == false)
        #expect(try await bench.terminations().isEmpty)
        let again = try await bench.take(job, by: "b")
        let fence = try #require(again.openRequest)
        #expect(try await bench.settle(fence, [again], instances: [0: "i-\(state)"]))
        #expect(try await bench.state(job) == .succeeded)
      }
    },
    ConformanceCase("an instance of a request that ended without it is terminated, once") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      let again = JobOutcome.retry(at: bench.clock.now, Sample.capacity, counted: false)
      let closing = LaunchClosing(
        request: open.fence, state: .refused, members: [open.jobs[0].id: again], rung: Sample.rung, calls: 1)
      #expect(try await bench.store.close(closing))
      for _ in 1...2 {
        #expect(
          try await bench.store.compare(
            [listed("i-1", of: "uuid-one")], region: Sample.region, consistency: .seconds(300)) == [])
      }
      #expect(try await bench.terminations() == ["i-1"])
      #expect(try await bench.state(open.jobs[0].id) == .ready)
    },
    ConformanceCase("a look that found nothing is remembered, unless the lease was lost") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      #expect(try #require(await bench.store.launchRequest(open.request.id)).absentSince == nil)
      try await bench.store.noteAbsence(Fence(id: open.fence.id, token: open.fence.token - 1))
      #expect(try #require(await bench.store.launchRequest(open.request.id)).absentSince == nil)
      try await bench.store.noteAbsence(open.fence)
      let noted = try #require(await bench.store.launchRequest(open.request.id)).absentSince
      #expect(noted == Moment(wall: bench.clock.now, boot: bench.clock.boot))
    },
  ]
}
