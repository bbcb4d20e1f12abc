import JobModel

extension StoreTransaction {
  /// Records instances in their slots, once. One that finds no slot of its own is terminated: it is never forgotten.
  func record(_ instances: [LaunchedInstance], of request: Int64) async throws {
    for instance in instances {
      let resource = instance.resource
      let goneAt = EC2Resource.isEnding(resource.state) ? now.rawValue : nil
      try await runUnanswered(
        Statements.Instances.record,
        [
          "instance": resource.instanceID, "resource": JSONText.encode(resource), "now": now.rawValue,
          "gone_at": goneAt, "request": request, "ordinal": instance.ordinal,
        ])
    }
    let living = instances.map(\.resource).filter { !EC2Resource.isEnding($0.state) }.map(\.instanceID)
    let known = try await rows(ofEach: living.map { (Statements.Instances.isKnown, [$0]) })
    for (instance, rows) in zip(living, known) where rows.isEmpty {
      guard let member = try await id(Statements.Instances.firstMember, [request]) else { return }
      try await enqueueTermination(of: instance, for: member)
    }
  }

  /// One terminate job an instance, whoever asked for it, unless it came to nothing.
  @discardableResult
  func enqueueTermination(of instance: String, for job: JobID) async throws -> JobID {
    guard let place = try await row(Statements.Instances.place, [job]) else { throw StoreError.noSuchJob(job) }
    let termination = NewJob(
      spec: .terminate(TerminateSpec(instanceID: instance)), region: place[0], deployment: place[2], queue: place[1],
      priority: place[3])
    let spec = try await SpecWriter(self).id(of: termination.spec)
    if let known = try await id(Statements.Instances.termination, [spec]) { return known }
    return try await insert(termination, spec: spec, after: nil, state: .ready)
  }

  func recordGone(region: String, instanceID: String) async throws {
    try await run(Statements.Instances.gone, [now.rawValue, region, instanceID])
  }
}
