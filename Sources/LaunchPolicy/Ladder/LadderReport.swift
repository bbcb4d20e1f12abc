package import JobModel

/// What a launch without an open rung tells people: every rung with what EC2 said of it, and what to do.
package enum LadderReport {
  /// - Parameters:
  ///   - next: when the next try is, or why there is none.
  ///   - closings: those of the region.
  package static func error(
    _ ladder: Ladder, closings: [Closing], job: JobID, spec: LaunchSpec, region: String, next: String,
    now: Timestamp
  ) -> JobError {
    let known = Dictionary(closings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let decisive = ladder.steps.compactMap { standing($0, known, now) }.first
    let rungs = ladder.steps.map { step in "\(step.rung): \(state(standing(step, known, now), now: now))" }
    let count = rungs.count == 1 ? "its one rung" : "all \(rungs.count) rungs"
    return JobError(
      code: decisive?.code ?? "InsufficientInstanceCapacity",
      class: decisive?.errorClass ?? .capacity,
      message: "nothing can be launched on \(count) in \(region): \(rungs.joined(separator: "; ")); \(next)",
      hint: hint(decisive, ladder, job: job, spec: spec), requestID: decisive?.requestID)
  }

  /// What keeps a rung closed the longest.
  private static func standing(_ step: Ladder.Step, _ known: [ClosingKey: Closing], _ now: Timestamp) -> Closing? {
    step.keys.compactMap { known[$0] }.max {
      ($0.blocks(at: now) ?? $0.reopensAt) < ($1.blocks(at: now) ?? $1.reopensAt)
    }
  }

  private static func state(_ closing: Closing?, now: Timestamp) -> String {
    guard let closing else { return "open" }
    let said = "\(closing.code): \(firstSentence(closing.message))"
    if closing.key.scope == .operator { return "closed by an operator (\(closing.message))" }
    if closing.prober != nil, closing.reopensAt <= now { return "\(said); being tried by another launch" }
    return closing.blocks(at: now) == nil
      ? "\(said); waits for its next try" : "\(said); closed until \(closing.reopensAt)"
  }

  private static func firstSentence(_ text: String) -> String {
    let end = text.firstRange(of: ". ")?.lowerBound ?? (text.hasSuffix(".") ? text.index(before: text.endIndex) : nil)
    let sentence = text.prefix(upTo: end ?? text.endIndex)
    return sentence.count <= 200 ? String(sentence) : sentence.prefix(199) + "…"
  }

  private static func hint(_ closing: Closing?, _ ladder: Ladder, job: JobID, spec: LaunchSpec) -> String {
    let widen = "to try elsewhere now: \(widerRequeue(job, spec))"
    guard let closing else { return widen }
    switch closing.key.scope {
    case .operator: return "reopen it: geuse offerings open '\(closing.key.name)'; or \(widen)"
    case .price: return "raise or drop the price: geuse requeue \(job) --max-price PRICE; or \(widen)"
    case .subnet:
      let subnet = closing.key.name.hasPrefix("subnet-") ? closing.key.name : "the zone's default subnet"
      return "free addresses in \(subnet), or name another: geuse requeue \(job) --subnet-id ID"
    case .quota:
      let rung = ladder.steps.first { $0.keys.contains(closing.key) }?.rung ?? spec.firstRung
      let quota = Quota(code: closing.code, rung: rung, volumeType: spec.rootVolumeType)
      return "raise the limit: \(quota.command(region: closing.region)); or \(widen)"
    default: return widen
    }
  }

  /// The requeue that reaches what the ladder does not have yet.
  package static func widerRequeue(_ job: JobID, _ spec: LaunchSpec) -> String {
    let requeue = "geuse requeue \(job)"
    if !spec.markets.contains(.onDemand) { return "\(requeue) --market on-demand" }
    if spec.subnetIDs.isEmpty, !spec.availabilityZones.isEmpty, !spec.wantsAllZones, spec.capacityReservationID == nil {
      return "\(requeue) --availability-zone all"
    }
    if !spec.markets.contains(.spot), spec.capacityReservationID == nil {
      return "\(requeue) --market spot --market on-demand"
    }
    return "\(requeue) --instance-type TYPE"
  }
}
