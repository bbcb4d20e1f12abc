import JobModel
import Testing

extension ReconciliationConformance {
  static func request(
    _ instance: String, for job: JobID?, uuid: String = "elsewhere", terminates: Bool = false
  ) -> AdoptedRequest {
    AdoptedRequest(
      uuid: uuid, clientToken: "token-\(uuid)", region: Sample.region, rung: Sample.rung,
      slots: [.init(instance: listed(instance, of: uuid), job: job, otherwise: Sample.job())], terminates: terminates)
  }

  static let adopting = [
    ConformanceCase("an adopted instance is its launch's result, and what waited for it goes on") {
      (bench: Bench) async throws in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      let effect = try await bench.store.adopt(request("i-9", for: ids[0]), after: .seconds(60))
      #expect(effect == .adopted(jobs: [ids[0]], terminations: []))
      #expect(try await bench.states(ids[0], ids[1]) == [.succeeded, .ready])
      let launch = try await bench.record(ids[0])
      #expect(launch.result?.instanceID == "i-9")
      #expect(launch.attempts.map(\.outcome) == [.succeeded])
      #expect(
        try await bench.store.compare(
          [listed("i-9", of: "elsewhere")], region: Sample.region, consistency: .seconds(300)) == [])
      let again = try await bench.store.adopt(request("i-9", for: nil), after: .seconds(60))
      #expect(again == .refused("request elsewhere is on record by now"))
      #expect(try await bench.requeue(ids[0]) != .done, "it stands on its instance like every launch")
    },
    ConformanceCase("an instance that fits no launch gets a job of its own") { (bench: Bench) async throws in
      let effect = try await bench.store.adopt(request("i-9", for: nil), after: .seconds(60))
      let job = try #require(try await bench.jobs().first)
      #expect(effect == .adopted(jobs: [job.id], terminations: []))
      #expect(job.state == .succeeded && job.result?.instanceID == "i-9")
      #expect(try await bench.terminations().isEmpty)
    },
    ConformanceCase("an instance that is to go is on record, with a job that ends it") { (bench: Bench) async throws in
      let effect = try await bench.store.adopt(request("i-9", for: nil, terminates: true), after: .seconds(60))
      guard case .adopted(let jobs, let terminations) = effect else {
        Issue.record("\(effect)")
        return
      }
      #expect(try await bench.terminations() == ["i-9"])
      #expect(try await bench.states(jobs[0], terminations[0]) == [.succeeded, .ready])
    },
    ConformanceCase("several instances of one request are adopted together") { (bench: Bench) async throws in
      let ids = try await bench.enqueue(Sample.job(), Sample.job())
      var both = request("i-8", for: ids[1])
      both.slots.append(
        .init(instance: listed("i-9", of: "elsewhere", ordinal: 5), job: ids[0], otherwise: Sample.job()))
      _ = try await bench.store.adopt(both, after: .seconds(60))
      #expect(try await bench.record(ids[1]).result?.instanceID == "i-8")
      #expect(try await bench.record(ids[0]).result?.instanceID == "i-9")
    },
    ConformanceCase("a launch that waits for another, and one that failed, may be given an instance") {
      (bench: Bench) async throws in
      let first = try await bench.enqueueOne()
      let blocked = try await bench.enqueueOne(Sample.job(after: Dependency(.job(first))))
      #expect(try await bench.state(blocked) == .blocked)
      _ = try await bench.store.adopt(request("i-8", for: blocked, uuid: "x"), after: .seconds(60))
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      try await bench.end(ids[0], .fail(Sample.fault))
      #expect(try await bench.state(ids[1]) == .failed)
      _ = try await bench.store.adopt(request("i-9", for: ids[0], uuid: "y"), after: .seconds(60))
      #expect(try await bench.states(blocked, ids[0], ids[1]) == [.succeeded, .succeeded, .ready])
      try await bench.end(first, .release)
      #expect(try await bench.state(blocked) == .succeeded)
    },
  ]

  static let givingUp = [
    ConformanceCase("a launch that is held, has ended, or is none is given no instance") {
      (bench: Bench) async throws in
      let held = try await bench.claim(1, only: [bench.enqueueOne()])[0].id
      let ended = try await bench.launched("i-1")
      let wait = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      for job in [held, ended, wait, 99] {
        let effect = try await bench.store.adopt(request("i-9", for: job), after: .seconds(60))
        guard case .refused = effect else {
          Issue.record("job \(job): \(effect)")
          continue
        }
      }
      #expect(try await bench.states(held, ended, wait) == [.running, .succeeded, .ready])
    },
    ConformanceCase("a launch that was cancelled while its request is open is given no instance") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      let job = open.jobs[0].id
      _ = try await bench.store.hold(
        open.fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      #expect(try await bench.cancel(job) == .requested)
      let effect = try await bench.store.adopt(request("i-9", for: job), after: .zero)
      #expect(effect == .refused("job \(job) was cancelled meanwhile"))
    },
    ConformanceCase("an open request is given up only once nothing can come of it any more") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      let job = open.jobs[0].id
      _ = try await bench.store.recordSend(open.fence, signedAt: bench.clock.now, worker: "a")
      func adopt() async throws -> AdoptedRequest.Effect {
        try await bench.store.adopt(request("i-9", for: job), after: .seconds(60))
      }
      #expect(try await adopt() == .refused("job \(job) is running by now"))
      let later = bench.clock.now + .seconds(1)
      _ = try await bench.store.hold(open.fence, until: later, error: Sample.fault, rung: Sample.rung, calls: 1)
      let end = bench.clock.now + .seconds(60)
      #expect(
        try await adopt()
          == .refused("launch request \(open.request.id) of job \(job) may still take effect until \(end)"))
      bench.clock.stepWall(by: .seconds(3_600))
      let isRefused = if case .refused = try await adopt() { true } else { false }
      #expect(isRefused, "a step of the wall clock does not let it go")
      bench.clock.advance(by: .seconds(60))
      #expect(try await adopt() == .adopted(jobs: [job], terminations: []))
      #expect(try #require(await bench.store.launchRequest(open.request.id)).state == .refused)
      #expect(try await bench.record(job).hasOpenRequest == false)
      #expect(try await bench.state(job) == .succeeded)
    },
    ConformanceCase("a launch whose own request has an instance on record keeps that one") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest(named: "one")
      let job = open.jobs[0].id
      _ = try await bench.store.compare(
        [listed("i-1", of: "uuid-one")], region: Sample.region, consistency: .seconds(300))
      _ = try await bench.store.hold(
        open.fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      let effect = try await bench.store.adopt(request("i-9", for: job), after: .zero)
      #expect(effect == .refused("job \(job) has an instance of its own on record"))
      #expect(try await bench.record(job).hasOpenRequest)
    },
  ]
}
