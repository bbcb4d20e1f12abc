import JobModel

extension Walker {
  mutating func open() async throws -> String {
    let launches = claims.suffix(6).filter { $0.spec.kind == .launch && $0.openRequest == nil }
    let last = launches.last?.lease.holder
    let members = Dictionary(launches.filter { $0.lease.holder == last }.map { ($0.id, $0) }) { $1 }
    guard !members.isEmpty else { return "nothing to open" }
    let jobs = members.values.sorted { $0.id < $1.id }
    guard let opened = try await bench.open(jobs, named: "\(membership.count)-\(random.next())") else {
      return "open refused"
    }
    for job in jobs { expect(job.lease.token == newestToken[job.id], "only the newest token opens") }
    membership[opened.request.id] = jobs.map(\.id)
    requests.append((opened.fence, jobs))
    return "open request \(opened.request.id)"
  }

  /// Answers for some slots, or for none; a fence of long ago as well as a fresh one.
  mutating func close() async throws -> String {
    guard let (fence, jobs) = Bool.random(using: &random) ? requests.last : pick(requests) else {
      return "nothing to close"
    }
    let members = membership[fence.id]!
    let known = try await bench.store.launchRequest(fence.id)?.instances ?? []
    let launched = members.indices.filter { _ in Bool.random(using: &random) }.map { slot in
      // EC2 names the same instance for a slot whoever asks.
      LaunchedInstance(ordinal: slot, resource: Sample.resource("i-\(fence.id)-\(slot)"))
    }
    instances.formUnion(launched.map(\.resource.instanceID))
    var outcomes: [JobID: JobOutcome] = [:]
    for job in jobs { outcomes[job.id] = .retry(at: bench.clock.now, Sample.capacity, counted: false) }
    for instance in known + launched {
      outcomes[members[instance.ordinal]] = .succeed(.resource(instance.resource))
    }
    _ = try await bench.store.close(
      LaunchClosing(
        request: fence, state: launched.isEmpty ? .refused : .settled, instances: launched, members: outcomes,
        rung: Sample.rung, calls: 1))
    return "close request \(fence.id)"
  }

  mutating func hold() async throws -> String {
    guard let (fence, _) = requests.last else { return "nothing to hold" }
    _ = try await bench.store.hold(
      fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
    return "hold request \(fence.id)"
  }
}
