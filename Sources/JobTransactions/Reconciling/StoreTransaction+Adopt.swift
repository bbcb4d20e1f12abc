import JobModel

extension StoreTransaction {
  /// Goes the way of every launch, so that nothing about an adopted one is special: claim, open, settle.
  func adopt(_ request: AdoptedRequest, after window: Duration) async throws -> AdoptedRequest.Effect {
    guard try await row(Statements.Reconciling.request, [request.uuid]) == nil else {
      return .refused("request \(request.uuid) is on record by now")
    }
    for job in request.slots.compactMap(\.job) {
      if let refusal = try await adoptionRefusal(job, region: request.region, window: window) {
        return .refused(refusal)
      }
    }
    var jobs: [JobID] = []
    for slot in request.slots {
      let job =
        if let job = slot.job { try await makeReadyForAdoption(job) } else { try await insertLaunch(slot.otherwise) }
      jobs.append(job)
    }
    try await settle(request, jobs: jobs)
    guard request.terminates else { return .adopted(jobs: jobs, terminations: []) }
    let terminations = try await zip(request.slots, jobs).asyncMap { slot, job in
      try await enqueueTermination(of: slot.instance.resource.instanceID, for: job)
    }
    return .adopted(jobs: jobs, terminations: terminations)
  }

  private func settle(_ request: AdoptedRequest, jobs: [JobID]) async throws {
    // Slots are counted afresh: of its instances only the living are known.
    let instances = request.slots.enumerated().map {
      LaunchedInstance(ordinal: $0.offset, resource: $0.element.instance.resource)
    }
    let opened = try await open(
      NewLaunchRequest(
        uuid: request.uuid, clientToken: request.clientToken, region: request.region, rung: request.rung,
        parameters: [], members: take(jobs)))
    // It is made of jobs that this transaction holds.
    let fence = opened!.fence
    let outcomes = zip(jobs, instances).map { ($0, JobOutcome.succeed(.resource($1.resource))) }
    _ = try await close(
      LaunchClosing(
        request: fence, state: .settled, instances: instances, members: Dictionary(uniqueKeysWithValues: outcomes),
        rung: request.rung, calls: 0))
  }

  private func adoptionRefusal(_ job: JobID, region: String, window: Duration) async throws -> String? {
    guard let row = try await row(Statements.Reconciling.candidate, [job, region]) else {
      return "job \(job) is no launch in \(region)"
    }
    let state = try JobState(stored: row[0])
    guard [.ready, .blocked, .failed].contains(state) else { return "job \(job) is \(state.rawValue) by now" }
    guard !(row[3] as Bool) else { return "job \(job) was cancelled meanwhile" }
    guard let open: Int64 = row[1] else { return nil }
    guard row[2] else { return "job \(job) is being worked on" }
    guard !row[4] else { return "job \(job) has an instance of its own on record" }
    let youngest = try await launchRequest(open)?.sends.map { $0.signed.leastAge(at: Moment(wall: now, boot: boot)) }
      .min()
    if let youngest, youngest < window {
      return "launch request \(open) of job \(job) may still take effect until \(now + (window - youngest))"
    }
    return nil
  }

  private func makeReadyForAdoption(_ job: JobID) async throws -> JobID {
    if let request: Int64 = try await row(Statements.Reconciling.candidate, [job, region(of: job)])?[1] {
      try await run(Statements.Reconciling.giveUp, [now.rawValue, request])
      try await run(Statements.Ledger.detachAll, [request])
      try await run(Statements.Control.dropPending, [job])
    }
    try await run(Statements.Reconciling.unblock, [now.rawValue, job])
    if try await state(of: job) == .failed {
      var revived = Revival()
      try await run(Statements.Control.makeReady, [now.rawValue, job])
      try await revive(dependentsOf: job, &revived)
    }
    return job
  }

  /// Leases ready jobs for the rest of this transaction; answers their fences in the same order.
  private func take(_ jobs: [JobID]) async throws -> [Fence] {
    let list = Value.list(jobs)
    let holder = "geuse doctor"
    let expires = boot + JobDefaults.lease
    let rows = try await rows(
      Statements.Claim.take,
      [
        "holder": holder, "boot_id": expires.bootID, "expires": expires.milliseconds, "now": now.rawValue, "ids": list,
      ])
    try await run(Statements.Claim.beginAttempts, [now.rawValue, holder, list])
    let tokens = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as JobID, $0[14] as Int64) })
    return jobs.map { Fence(id: $0, token: tokens[$0]!) }
  }

  private func region(of job: JobID) async throws -> String? { try await row(Statements.Instances.place, [job])?[0] }

  private func insertLaunch(_ job: NewJob) async throws -> JobID {
    try await insert(job, spec: SpecWriter(self).id(of: job.spec), after: nil, state: .ready)
  }
}
