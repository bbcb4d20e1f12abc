package import JobModel

/// What is around the store: workers, the clock, halted regions.
package enum SurroundingsDiagnosis {
  /// Signatures follow AWS's clock; what people ask for in wall time does not.
  static let largestSkew: Duration = .seconds(60)

  /// - Parameter living: those that give a sign of life and work for all.
  package static func workers(_ living: [WorkerRecord]) -> Finding {
    if let resting = living.first(where: { $0.rest != nil }), let rest = resting.rest {
      return Finding(
        "workers", .problem, "\(resting.id) rests, its credentials do not work: \(rest.reason)",
        fix: "renew them; it looks once a minute")
    }
    return living.isEmpty
      ? Finding("workers", .note, "none is running; what is enqueued waits for one: geuse worker")
      : Finding("workers", .ok, living.count == 1 ? "1 is running" : "\(living.count) are running")
  }

  package static func pauses(_ pauses: [Pause]) -> [Finding] {
    pauses.map { pause in
      let reason = pause.reason.map { ": \($0)" } ?? ""
      return Finding("pauses", .note, "\(pause.scope) since \(pause.since) by \(pause.by.name)\(reason)")
    }
  }

  /// - Parameter ahead: how far this machine's clock is ahead of AWS's.
  package static func clock(_ ahead: Duration) -> Finding {
    let seconds = ahead.components.seconds
    guard abs(seconds) > largestSkew.components.seconds else {
      return Finding("clock", .ok, "within \(max(1, abs(seconds))) s of AWS's")
    }
    let by = DurationText.rough(.seconds(abs(seconds)))
    return Finding(
      "clock", .problem, "\(by) \(seconds > 0 ? "ahead of" : "behind") AWS's: deadlines and rests are off by as much",
      fix: "set it: timedatectl set-ntp true")
  }

  /// - Parameter findings: what is known of the regions already: a halted one is not told of twice.
  package static func halts(_ halts: [RegionHalt], besides findings: [Finding]) -> [Finding] {
    halts.compactMap { halt in
      let name = "instances in \(halt.region)"
      guard !findings.contains(where: { $0.check == name && $0.level == .problem }) else { return nil }
      let many =
        halt.instanceIDs.count == 1
        ? "1 of this queue lives that is" : "\(halt.instanceIDs.count) of this queue live that are"
      return Finding(
        name, .problem, "\(many) not on record, since \(halt.since); nothing is launched there",
        fix: "see them and give them to their jobs: geuse doctor --reconcile --region \(halt.region)")
    }
  }
}
