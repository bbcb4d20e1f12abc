extension Judge {
  /// Living instances that no job stands for.
  func findOrphans(_ verdict: inout Verdict) {
    for instance in evidence.instances where instance.endedAt == nil {
      guard let job = job(of: instance) else {
        verdict.add(.orphan, "\(instance.id) lives; no trace opened its request \(instance.request ?? "(none)")")
        continue
      }
      guard let end = ends[job], end.instance == instance.id else {
        verdict.add(
          .orphan,
          "\(instance.id) lives; its job \(job) ended with \(ends[job]?.last.map(Self.words) ?? "nothing")")
        continue
      }
      if case .certain(keepsInstance: false) = end.cancellation {
        verdict.add(.orphan, "\(instance.id) lives; its job \(job) was cancelled before it was settled")
      }
    }
    for end in ends.values.sorted(by: { $0.job < $1.job }) where history.kinds[end.job] == "terminate" {
      guard end.isEnded, let id = end.instance, instances[id]?.endedAt == nil, instances[id] != nil else { continue }
      verdict.add(.orphan, "\(id) lives; job \(end.job) says that it terminated it")
    }
  }

  /// Instances, living or not, that their request's end does not name: it was ended too soon.
  ///
  /// One that ended as unknown says itself that there may be some.
  func findStrays(_ verdict: inout Verdict) {
    for instance in evidence.instances {
      guard let uuid = instance.request, let id = history.requestIDs[uuid], let closing = history.closings[id],
        closing.state != "unknown", !closing.instances.contains(instance.id)
      else { continue }
      verdict.add(
        .stray,
        "\(instance.id), launched at \(instance.recordedAt): request \(id) was closed as \(closing.state) without it, \(closing.place)"
      )
    }
  }

  /// Instances of one job that lived at the same time.
  func findDoubles(_ verdict: inout Verdict) {
    var byJob: [Int: [Evidence.Instance]] = [:]
    for instance in evidence.instances {
      if let job = job(of: instance) { byJob[job, default: []].append(instance) }
    }
    for (job, all) in byJob.sorted(by: { $0.key < $1.key }) where all.count > 1 {
      let inOrder = all.sorted { $0.recordedAt < $1.recordedAt }
      for (first, second) in zip(inOrder, inOrder.dropFirst()) {
        guard first.endedAt.map({ $0 > second.recordedAt }) ?? true else { continue }
        verdict.add(
          .double, "job \(job): \(second.id) was launched at \(second.recordedAt) while \(first.id) lived")
      }
    }
    let slots = Dictionary(grouping: evidence.instances.filter { $0.request != nil }) {
      "\($0.request ?? "")#\($0.ordinal)"
    }
    for (slot, all) in slots.sorted(by: { $0.key < $1.key }) where all.count > 1 {
      verdict.add(.double, "slot \(slot) has \(all.map(\.id).joined(separator: ", "))")
    }
  }

  /// Accepted instances and succeeded jobs are one to one, and each instance is of a request of its job.
  func findUnpaired(_ verdict: inout Verdict) {
    var owners: [String: Int] = [:]
    for end in ends.values.sorted(by: { $0.job < $1.job }) where history.kinds[end.job] == "launch" {
      guard end.isEnded, end.last?.outcome == "succeed" else { continue }
      guard let id = end.instance else {
        verdict.add(.pairing, "job \(end.job) succeeded without an instance, \(end.last?.place ?? "")")
        continue
      }
      guard let instance = instances[id] else {
        verdict.add(.pairing, "job \(end.job) succeeded with \(id), which EC2 does not know")
        continue
      }
      if job(of: instance) != end.job {
        verdict.add(.pairing, "job \(end.job) succeeded with \(id), which is job \(job(of: instance) ?? 0)'s")
      }
      if let other = owners.updateValue(end.job, forKey: id) {
        verdict.add(.pairing, "jobs \(other) and \(end.job) both succeeded with \(id)")
      }
    }
  }

  private var instances: [String: Evidence.Instance] {
    Dictionary(evidence.instances.map { ($0.id, $0) }) { first, _ in first }
  }

  static func words(_ decision: Decision) -> String {
    let rest = [decision.code, decision.instance].compactMap(\.self).joined(separator: " ")
    return "\(decision.outcome) \(rest) (\(decision.fate), token \(decision.token ?? 0), \(decision.place))"
  }
}
