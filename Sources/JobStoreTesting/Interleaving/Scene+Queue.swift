import JobModel

/// The calls of `JobQueue`, each answer held against what was told before.
extension Scene {
  static let lease: Duration = .seconds(30)

  func claim(_ limit: Int, by holder: String, only: [JobID]) async throws -> [ClaimedJob] {
    let claimed = try await store.claim(Claim(holder: holder, limit: limit, lease: Self.lease, only: only))
    for job in claimed {
      try expect(told.held[job.id] == nil, "job \(job.id) is claimed while \(told.held[job.id]?.holder ?? "") holds it")
      try expect(job.lease.token > told.tokens[job.id] ?? 0, "token \(job.lease.token) of job \(job.id) is not new")
      try expect(
        job.openRequest?.id == told.open[job.id],
        "job \(job.id) is claimed with request \(job.openRequest?.id ?? 0), not \(told.open[job.id] ?? 0)")
      told.tokens[job.id] = job.lease.token
      told.parked.remove(job.id)
      told.attempts[job.id, default: 0] += 1
      told.held[job.id] = Told.Holding(token: job.lease.token, holder: holder, expires: job.lease.expiresAt)
      expect(job.id, .running)
    }
    for (id, members) in Dictionary(grouping: claimed.filter { $0.openRequest != nil }, by: { $0.openRequest!.id }) {
      try expect(Set(members.map(\.id)) == told.openMembers(of: id), "request \(id) is not claimed whole")
      try expect(told.heldRequests[id] == nil, "request \(id) is claimed while somebody holds it")
      told.heldRequests[id] = Told.Holding(
        token: members[0].openRequest!.token, holder: holder, expires: members[0].lease.expiresAt)
    }
    return claimed
  }

  func finish(_ fence: Fence, _ outcome: JobOutcome, terminates: String? = nil) async throws -> Bool {
    let accepted = try await store.finish([JobFinish(fence, outcome, calls: 1, terminates: terminates)])[0]
    let isHolder = told.held[fence.id]?.token == fence.token || told.polling[fence.id] == fence.token
    try expect(isHolder || !accepted, "an outcome of job \(fence.id) is accepted under the old token \(fence.token)")
    guard accepted else {
      try expect(!isHolder || told.open[fence.id] != nil, "job \(fence.id) is held, yet its outcome is refused")
      return false
    }
    told.letGo(fence.id)
    if let request = told.open[fence.id] { told.heldRequests[request] = nil }
    let wasToBeCancelled = records[fence.id]?.cancelRequested == true
    switch outcome {
    case .succeed:
      try expect(told.open[fence.id] == nil, "job \(fence.id) succeeds apart from its open request")
      expect(fence.id, .succeeded, .cancelled)
    case .fail:
      try expect(told.open[fence.id] == nil, "job \(fence.id) fails apart from its open request")
      told.failed.insert(fence.id)
      expect(fence.id, .failed)
      if let terminates { told.condemned.insert(terminates) }
    case .park where !wasToBeCancelled:
      told.attempts[fence.id]! -= 1
      told.parked.insert(fence.id)
      expect(fence.id, .ready)
    case .retry, .park, .release:
      let isCancelled = wasToBeCancelled && told.open[fence.id] == nil
      if isCancelled { expect(fence.id, .cancelled) } else { expect(fence.id, .ready) }
      if case .retry(let time, Sample.capacity, false) = outcome, time > now { told.parked.insert(fence.id) }
    case .poll:
      expect(fence.id, .polling, .cancelled)
      if !wasToBeCancelled { told.polling[fence.id] = fence.token }
    }
    return true
  }

  /// - Returns: whether every lease held.
  func heartbeat(_ jobs: [ClaimedJob], by holder: String) async throws -> Bool {
    let lost = try await store.heartbeat(jobs.map(\.fence), holder: holder, lease: Self.lease)
    let expires = bench.clock.boot + Self.lease
    for job in jobs {
      let isHolder = told.held[job.id]?.token == job.lease.token
      try expect(isHolder != lost.contains(job.fence), "a heartbeat of job \(job.id): held \(isHolder), lost \(lost)")
      guard isHolder else { continue }
      told.held[job.id]?.expires = expires
      if let request = told.open[job.id], told.heldRequests[request]?.holder == holder {
        told.heldRequests[request]?.expires = expires
      }
    }
    return lost.isEmpty
  }

  /// Takes leases that ran out, and no others; the members of a request together.
  @discardableResult
  func rescue() async throws -> [JobID] {
    let boot = bench.clock.boot
    var expected = Set(told.held.filter { $0.value.expires.hasPassed(at: boot) }.keys)
    for request in Set(expected.compactMap { told.open[$0] }) {
      expected.formUnion(told.openMembers(of: request).filter { told.held[$0] != nil })
      told.heldRequests[request] = nil
    }
    let rescued = try await store.rescue()
    try expect(Set(rescued) == expected, "rescued \(rescued), where \(expected.sorted()) had lost their leases")
    for job in rescued {
      told.letGo(job)
      // What was to be cancelled is tried no more, unless its request must be settled first.
      if records[job]?.cancelRequested == true, told.open[job] == nil {
        expect(job, .cancelled)
      } else {
        expect(job, .ready)
      }
    }
    return rescued
  }

  @discardableResult
  func enqueue(_ specs: [NewJob]) async throws -> [JobID] {
    let ids = try await store.enqueue(
      specs.map {
        var job = $0
        job.region = region
        job.deployment = deployment
        return job
      }
    ).map(\.id)
    for (id, spec) in zip(ids, specs.map(\.spec)) {
      told.attempts[id] = 0
      if case .terminate = spec, let instance = spec.instanceID { told.condemned.insert(instance) }
    }
    return ids
  }
}
