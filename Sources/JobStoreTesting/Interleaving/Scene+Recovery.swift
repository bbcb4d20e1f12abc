import JobModel

extension Scene {
  /// A worker whom nothing befalls: time passes, and it carries on with whatever is left.
  func recover() async throws {
    for _ in 0..<12 {
      guard records.values.contains(where: { !$0.state.isFinal }) else { return }
      bench.clock.advance(by: .seconds(61))
      try await rescue()
      try await judge()
      while try await work() { try await judge(severalCalls: true) }
    }
  }

  /// One batch; false where nothing is due.
  private func work() async throws -> Bool {
    let claimed = try await claim(10, by: "healthy", only: Array(records.keys))
    for job in claimed where job.openRequest == nil { try await run(job) }
    let members = claimed.filter { $0.openRequest != nil }
    for (fence, members) in Dictionary(grouping: members, by: { $0.openRequest! }) {
      try await settle(fence, members)
    }
    let polls = try await store.duePolls(region: region, limit: 10)
    for poll in polls {
      let result = Sample.result(poll.instanceID, state: "running")
      let accepted = try await finish(poll.fence, .succeed(result))
      try expect(accepted, "the end of wait \(poll.id) is refused")
    }
    return !claimed.isEmpty || !polls.isEmpty
  }

  private func run(_ job: ClaimedJob) async throws {
    let outcome: JobOutcome
    switch job.spec {
    case .launch:
      // One that was cancelled ends with its refusal.
      guard let opened = try await open([job]) else { return }
      return try await settle(opened.fence, [job])
    case .wait: outcome = .poll(PollPlan(instanceID: job.instanceID ?? "i-0", nextLook: now))
    case .tag:
      let instance = job.instanceID ?? "i-0"
      outcome = .succeed(.tagged(TagResult(instanceID: instance, resources: [instance])))
    case .terminate:
      let accepted = try await terminate(job)
      return try expect(accepted, "the end of job \(job.id) is refused")
    }
    let accepted = try await finish(job.fence, outcome)
    try expect(accepted, "the end of job \(job.id) is refused")
  }

  func terminate(_ job: ClaimedJob) async throws -> Bool {
    if let instance = job.instanceID {
      ec2.end(instance)
      try await store.recordGone(region: region, instanceID: instance)
      told.gone.insert(instance)
    }
    let result = TerminateResult(instanceID: job.instanceID, state: "shutting-down")
    return try await finish(job.fence, .succeed(.terminated(result)))
  }

  /// Sends the request, the same again where it was sent before, and settles it.
  private func settle(_ fence: Fence, _ jobs: [ClaimedJob]) async throws {
    var memory = Memory(holder: "healthy")
    (memory.jobs, memory.fence, memory.request) = (jobs, fence, try await store.launchRequest(fence.id)!)
    guard let send = try await recordSend(fence, by: memory.holder) else { throw Violation(sentence: "no send") }
    guard case .launched(let instances) = ec2.run(memory.request!, .launches) else { return }
    let answered = AnsweredSend(id: send, answer: SendAnswer(.launched, status: 200))
    let time = now
    let accepted = try await close(memory, .settled, answered: answered, instances: instances) { _ in
      .retry(at: time, Sample.capacity, counted: false)
    }
    try expect(accepted, "request \(fence.id) cannot be settled")
  }
}
