import JobModel

/// The calls of `LaunchLedger`, each answer held against what was told before.
extension Scene {
  func open(_ jobs: [ClaimedJob]) async throws -> (request: LaunchRequest, fence: Fence)? {
    let name = uuid()
    let opened = try await store.open(
      NewLaunchRequest(
        uuid: name, clientToken: "token-\(name)", region: region, rung: Sample.rung,
        parameters: Array("Action=RunInstances&Name=\(name)".utf8), members: jobs.map(\.fence)))
    let isDue = jobs.allSatisfy { job in
      told.held[job.id]?.token == job.lease.token && records[job.id]?.cancelRequested != true
    }
    try expect(
      (opened != nil) == isDue, "a request of \(jobs.map(\.id)) is \(opened == nil ? "not " : "")opened")
    guard let opened else {
      for job in jobs where told.held[job.id]?.token == job.lease.token && records[job.id]?.cancelRequested == true {
        told.letGo(job.id)
        expect(job.id, .cancelled)
      }
      return nil
    }
    let id = opened.request.id
    told.members[id] = jobs.map(\.id)
    for job in jobs { told.open[job.id] = id }
    // As long as the first of its members' leases.
    let expires = jobs.compactMap { told.held[$0.id]?.expires }.min { $0.milliseconds < $1.milliseconds }!
    told.heldRequests[id] = Told.Holding(
      token: opened.fence.token, holder: jobs[0].lease.holder, expires: expires)
    return opened
  }

  /// Nil where the lease was lost.
  func recordSend(_ fence: Fence, by holder: String) async throws -> Int64? {
    do {
      let send = try await store.recordSend(fence, signedAt: now, worker: holder)
      try expect(holdsNow(fence), "a send of request \(fence.id) is recorded under a lost lease")
      told.sends[fence.id, default: [:]][send] = .some(nil)
      return send
    } catch StoreError.leaseLost {
      try expect(!holdsNow(fence), "request \(fence.id) is held, yet its send is refused")
      return nil
    }
  }

  func holds(_ fence: Fence) async throws -> Bool {
    let holds = try await store.holds(fence)
    try expect(holds == holdsNow(fence), "request \(fence.id): told that its lease holds: \(holds)")
    return holds
  }

  func recordAnswer(_ memory: Memory, _ answer: SendAnswer) async throws {
    try await store.recordAnswer(memory.send!, answer)
    told.note(answer.answer, for: memory.send!, of: memory.fence!.id)
  }

  private func isHolder(_ fence: Fence) -> Bool { told.heldRequests[fence.id]?.token == fence.token }

  private func holdsNow(_ fence: Fence) -> Bool {
    guard isHolder(fence), let holding = told.heldRequests[fence.id] else { return false }
    return !holding.expires.hasPassed(at: bench.clock.boot)
  }

  func close(
    _ memory: Memory, _ state: LaunchRequest.State, answered: AnsweredSend? = nil, instances: [Int: String] = [:],
    cancelled: JobOutcome = .release, otherwise: (ClaimedJob) -> JobOutcome
  ) async throws -> Bool {
    let (request, fence) = (memory.request!, memory.fence!)
    var outcomes: [JobID: JobOutcome] = [:]
    for job in memory.jobs { outcomes[job.id] = job.cancelRequested ? cancelled : otherwise(job) }
    for (ordinal, instance) in instances { outcomes[request.members[ordinal]] = .succeed(Sample.result(instance)) }
    // What is on record is not closed away: the request is held, and settled by whoever has it next.
    let known = try await store.launchRequest(fence.id)?.instances.filter { !$0.resource.isEnding } ?? []
    let isPassedOver =
      state != .settled && known.contains { !instances.values.contains($0.resource.instanceID) }
    let accepted = try await store.close(
      LaunchClosing(
        request: fence, state: state, answered: answered,
        instances: instances.sorted { $0.key < $1.key }.map {
          LaunchedInstance(ordinal: $0.key, resource: Sample.resource($0.value))
        }, members: outcomes, rung: Sample.rung, calls: 1))
    told.named.formUnion(instances.values)
    if let answered { told.note(answered.answer.answer, for: answered.id, of: fence.id) }
    try expect(
      accepted == (isHolder(fence) && !isPassedOver), "a closing of request \(fence.id) is accepted: \(accepted)")
    guard accepted else {
      if isHolder(fence) { giveBack(fence) }
      return false
    }
    told.heldRequests[fence.id] = nil
    if state == .unknown { told.unknown.insert(fence.id) }
    for job in told.openMembers(of: fence.id) {
      told.open[job] = nil
      told.letGo(job)
      if case .fail = outcomes[job] { told.failed.insert(job) }
      if case .succeed = outcomes[job] {
        expect(job, .succeeded, .cancelled)
      } else {
        expect(job, .ready, .failed, .cancelled)
      }
    }
    return true
  }

  /// The request stays open and its members are ready again.
  private func giveBack(_ fence: Fence) {
    told.heldRequests[fence.id] = nil
    for job in told.openMembers(of: fence.id) {
      told.letGo(job)
      expect(job, .ready)
    }
  }

  func hold(_ fence: Fence) async throws -> Bool {
    let accepted = try await store.hold(fence, until: now, error: Sample.fault, rung: Sample.rung, calls: 1)
    try expect(accepted == isHolder(fence), "a hold of request \(fence.id) is accepted: \(accepted)")
    guard accepted else { return false }
    giveBack(fence)
    return true
  }

  func relaunch(_ wait: Fence, of instance: String, launch: JobID) async throws -> Relaunch.Effect {
    let isHolder = told.held[wait.id]?.token == wait.token || told.polling[wait.id] == wait.token
    let effect = try await store.relaunch(Relaunch(wait: wait, error: Sample.capacity))
    try expect((effect != .leaseLost) == isHolder, "a loss that wait \(wait.id) tells has the effect \(effect)")
    guard effect != .leaseLost else { return effect }
    told.letGo(wait.id)
    if case .failed = effect {
      told.failed.insert(wait.id)
      expect(wait.id, .failed)
    } else {
      let isUnwanted = records.values.contains {
        $0.kind == .terminate && $0.spec.instanceID == instance && $0.state != .failed && $0.state != .cancelled
      }
      try expect(!isUnwanted, "launch \(launch) runs again, although \(instance) was to be terminated")
      // What stands on its instance waits for the next one, whoever holds it.
      for job in records.values where job.after == launch && job.state == .running && !job.cancelRequested {
        told.letGo(job.id)
      }
      expect(wait.id, .blocked)
      expect(launch, .ready)
    }
    return effect
  }
}
