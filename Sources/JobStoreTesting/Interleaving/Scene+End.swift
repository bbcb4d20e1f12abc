import JobModel

extension Scene {
  /// Once a healthy worker has had its way: everything is final, and every instance has one owner or an end.
  func judgeEnd() async throws {
    for job in records.values.sorted(by: { $0.id < $1.id }) {
      try expect(job.state.isFinal, "job \(job.id) is \(job.state) in the end")
      try judgeEnd(of: job)
    }
    for (request, sends) in told.sends {
      let found = try await store.launchRequest(request)?.sends ?? []
      let answers = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.answer) })
      try expect(answers == sends, "the sends of request \(request) are on record as \(answers), not \(sends)")
    }
    var perJob: [JobID: [String]] = [:]
    for instance in ec2.living.sorted() {
      let (job, owners) = (owner(of: instance), owners(of: instance))
      let isUnknown = told.unknown.contains(ec2.slots[instance]!.request) && !told.named.contains(instance)
      try expect(
        owners.count == 1 || told.kept.contains(job) || isUnknown,
        "\(instance) lives in the end and is the result of \(owners)")
      if !isUnknown { perJob[job, default: []].append(instance) }
    }
    for (job, instances) in perJob {
      try expect(instances.count == 1, "job \(job) has \(instances) in the end")
    }
  }

  private func judgeEnd(of job: JobRecord) throws {
    let order = told.orders[job.id]
    switch job.state {
    case .succeeded where job.kind == .launch:
      let instance = job.result?.instanceID ?? ""
      try expect(
        ec2.living.contains(instance) || told.condemned.contains(instance),
        "launch \(job.id) succeeded with \(instance), which lives no more")
      try expect(
        order != .cancelled && order != .askedToCancel, "launch \(job.id) succeeded, although it was cancelled")
    case .succeeded:
      try expect(order != .cancelled, "job \(job.id) succeeded, although it was cancelled")
    case .failed where job.error?.errorClass == .dependency:
      let root = job.after.flatMap { records[$0]?.state }
      try expect(
        root == .failed || root == .cancelled, "job \(job.id) failed with job \(job.after ?? 0), which did not")
    case .failed:
      try expect(told.failed.contains(job.id), "job \(job.id) failed, and nobody decided that: \(job.error!)")
    case .cancelled:
      try expect(order == .cancelled || order == .askedToCancel, "job \(job.id) is cancelled, and nobody ordered that")
    default: break
    }
  }
}
