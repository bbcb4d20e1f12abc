import JobModel

extension Walker {
  mutating func enqueue() async throws -> String {
    var jobs: [NewJob] = []
    let known = Array(records.keys).sorted()
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let condition: Dependency.Condition = Int.random(in: 0..<3, using: &random) == 0 ? .completion : .success
      let after = Bool.random(using: &random) ? pick(known).map { Dependency(.job($0), condition: condition) } : nil
      // Behind a launch, some wait for its instance.
      let named = after == nil || Bool.random(using: &random) ? "i-watched" : nil
      let spec: JobSpec =
        Bool.random(using: &random) ? .launch(LaunchSpec()) : .wait(WaitSpec(instanceID: named))
      jobs.append(Sample.job(spec, priority: Int.random(in: 0...2, using: &random), after: after))
    }
    let launched = records.values.filter { $0.kind == .launch && $0.state == .succeeded }.map(\.id).sorted()
    if let launch = pick(launched) { jobs.append(Sample.job(.wait(WaitSpec()), after: Dependency(.job(launch)))) }
    _ = try await bench.store.enqueue(jobs)
    return "enqueue"
  }

  mutating func claim() async throws -> String {
    let holder = pick(["a", "b"])!
    let jobs = try await bench.claim(Int.random(in: 1...3, using: &random), by: holder)
    for job in jobs {
      expect(job.lease.token > newestToken[job.id] ?? 0, "tokens grow")
      newestToken[job.id] = job.lease.token
    }
    for (request, members) in Dictionary(grouping: jobs.filter { $0.openRequest != nil }, by: { $0.openRequest! }) {
      let open = membership[request.id]!.filter { records[$0]?.hasOpenRequest == true }
      expect(Set(open) == Set(members.map(\.id)), "a request is claimed whole")
      requests.append((request, members))
    }
    claims += jobs
    return "claim by \(holder)"
  }

  mutating func finish() async throws -> String {
    guard let job = pickClaim() else { return "nothing to finish" }
    let later = bench.clock.now + .seconds(Int64.random(in: 0...20, using: &random))
    var outcomes: [JobOutcome] = [
      .fail(Sample.fault), .release, .retry(at: later, Sample.fault, counted: true),
      .retry(at: later, Sample.capacity, counted: false),
    ]
    if case .wait = job.spec {
      let instance = job.instanceID ?? "i-watched"
      outcomes += [.succeed(Sample.result(instance)), .poll(PollPlan(instanceID: instance, nextLook: later))]
    } else {
      outcomes.append(.park(until: later, Sample.capacity))
    }
    let accepted = try await bench.finish(job, pick(outcomes)!)
    if accepted { expect(job.lease.token == newestToken[job.id], "only the newest token decides") }
    return "finish job \(job.id)"
  }

  mutating func heartbeat() async throws -> String {
    guard let job = pickClaim() else { return "nothing to keep" }
    _ = try await bench.store.heartbeat([job.fence], holder: job.lease.holder, lease: .seconds(30))
    return "heartbeat of job \(job.id)"
  }

  mutating func pass() async throws -> String {
    bench.clock.advance(by: .seconds(Int64.random(in: 1...40, using: &random)))
    if Int.random(in: 0..<10, using: &random) == 0 { bench.clock.reboot() }
    _ = try await bench.store.rescue()
    return "time passes"
  }

  mutating func cancel() async throws -> String {
    guard let id = pick(Array(records.keys).sorted()) else { return "nothing to cancel" }
    let keep = Bool.random(using: &random)
    let effect = try await bench.cancel(id, keepInstance: keep)
    if keep, effect != .refused("is \(records[id]!.state.rawValue)") { kept.insert(id) }
    return "cancel job \(id)"
  }

  /// EC2 takes the instance of a wait; under an old fence nothing comes of it.
  mutating func lose() async throws -> String {
    let parked = claims.filter { $0.spec.instanceID == nil && records[$0.id]?.state == .polling }
    guard let job = pick(parked) ?? pickClaim(), job.spec.kind == .wait, let instance = job.instanceID else {
      return "nothing to lose"
    }
    let effect = try await bench.store.relaunch(Relaunch(wait: job.fence, error: Sample.capacity))
    if effect != .leaseLost {
      expect(job.lease.token == newestToken[job.id], "only the newest token decides")
      settledElsewhere.insert(instance)
    }
    if case .relaunched(let launch, let count) = effect {
      expect(records[launch]?.result?.instanceID == instance, "the launch of another instance runs again")
      expect((1...JobDefaults.maxRelaunches).contains(count), "run again \(count) times")
    }
    return "job \(job.id) loses \(instance)"
  }

  mutating func requeue() async throws -> String {
    guard let id = pick(Array(records.keys).sorted()) else { return "nothing to requeue" }
    if let instance = records[id]?.result?.instanceID, Bool.random(using: &random) {
      try await bench.store.recordGone(region: Sample.region, instanceID: instance)
      settledElsewhere.insert(instance)
    }
    var changes = LaunchChanges()
    if Bool.random(using: &random) { changes.instanceTypes = [pick(["t3.medium", "m5.large", "m6i.large"])!] }
    _ = try await bench.requeue(id, changes: changes)
    return "requeue job \(id)"
  }
}
