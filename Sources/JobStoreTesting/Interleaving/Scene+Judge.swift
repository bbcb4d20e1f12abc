import JobModel

extension Scene {
  /// Looks at every job after a step: what it was told must be so, and what must never be is not.
  /// - Parameters:
  ///   - nothingWritten: the caller was told that its call came to nothing.
  ///   - severalCalls: jobs may have gone through more than one state since the last look.
  func judge(nothingWritten: Bool = false, severalCalls: Bool = false) async throws {
    let found = try await store.jobs(Selection(deployment: deployment), limit: nil, attempts: true)
    let jobs = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    for id in told.attempts.keys {
      try expect(jobs[id] != nil, "job \(id) was acknowledged and is gone")
    }
    for job in found {
      if told.attempts[job.id] == nil {
        try expect(job.kind == .terminate, "nobody enqueued job \(job.id)")
        told.attempts[job.id] = 0
      }
      if let before = records[job.id] {
        try expect(
          severalCalls || before.state == job.state || before.state.successors.contains(job.state),
          "job \(job.id): \(before.state) → \(job.state)")
        // Facts about instances are written whoever tells them.
        var known = before
        known.instanceGoneAt = job.instanceGoneAt
        let isUntouched = known == job || told.expected[job.id] != nil
        try expect(!nothingWritten || isUntouched, "job \(job.id) changed by a call that was refused")
      }
      try expect(
        told.expected[job.id]?.contains(job.state) ?? true, "job \(job.id) is \(job.state), against what was told")
      try judge(job)
    }
    records = jobs
    told.expected = [:]
    try judgeInstances()
    for id in told.parked where jobs[id]?.state == .ready && jobs[id]!.runAt > now {
      let closings = try await store.closings(region: region)
      try expect(!closings.isEmpty, "job \(id) waits for an offering, while all are open")
    }
  }

  private func judge(_ job: JobRecord) throws {
    try expect(job.state.isFinal == (job.finishedAt != nil), "finished_at of job \(job.id), which is \(job.state)")
    try expect(
      (job.state == .running) == (told.held[job.id] != nil),
      "job \(job.id) is \(job.state), held by \(told.held[job.id]?.holder ?? "nobody")")
    try expect(
      (job.state == .polling) == (told.polling[job.id] != nil), "job \(job.id) is \(job.state), and who parked it?")
    try expect(
      job.hasOpenRequest == (told.open[job.id] != nil), "job \(job.id) has an open request: \(job.hasOpenRequest)")
    try expect(!job.hasPendingChanges || job.hasOpenRequest, "changes of job \(job.id) wait for nothing")
    try expect(
      job.attempts.count == told.attempts[job.id], "job \(job.id) has \(job.attempts.count) attempts on record")
    try expect(job.attempts.map(\.number) == Array(0..<job.attempts.count).map { $0 + 1 }, "attempts of job \(job.id)")
    let underWay = job.attempts.filter { $0.finishedAt == nil }.map(\.outcome)
    let expected: [Attempt.Outcome] =
      switch job.state {
      case .running: [.running]
      case .polling: [.polling]
      default: []
      }
    try expect(underWay == expected, "attempts of job \(job.id) under way: \(underWay), while it is \(job.state)")
  }

  /// Every living instance that the store was told of is somebody's, once.
  private func judgeInstances() throws {
    let terminated = Set(records.values.filter { $0.kind == .terminate }.compactMap(\.spec.instanceID))
    for instance in told.named where ec2.living.contains(instance) && !told.condemned.contains(instance) {
      let job = owner(of: instance)
      let owners = owners(of: instance)
      try expect(owners.count <= 1, "\(instance) is the result of jobs \(owners)")
      let isOpen = ec2.slots[instance].map { !told.openMembers(of: $0.request).isEmpty } ?? false
      try expect(
        owners.count == 1 || terminated.contains(instance) || isOpen || told.kept.contains(job),
        "nobody knows \(instance), launched for job \(job)")
      try expect(
        !terminated.contains(instance) || !told.kept.contains(job),
        "\(instance) is terminated, although job \(job) was to keep it")
      try expect(owners.isEmpty || !terminated.contains(instance), "\(instance) is a result and is terminated")
    }
  }

  /// The job whose slot EC2 filled with it.
  func owner(of instance: String) -> JobID {
    guard let slot = ec2.slots[instance] else { return 0 }
    return told.members[slot.request]![slot.ordinal]
  }

  /// The launches that succeeded with it.
  func owners(of instance: String) -> [JobID] {
    records.values.filter { $0.kind == .launch && $0.state == .succeeded && $0.result?.instanceID == instance }.map(
      \.id)
  }
}
