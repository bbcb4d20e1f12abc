extension Judge {
  /// After so many rescues a job may have been ended as poison, which leaves no line of its own.
  private static let poison = 10

  /// Jobs that a producer was told of and of which no end is known.
  func findLost(_ verdict: inout Verdict) {
    for job in evidence.told.sorted() where !isAccountedFor(job, among: []) {
      let end = ends[job]
      let last = end?.last.map(Self.words) ?? "nothing"
      verdict.add(
        .lost,
        "\(history.kinds[job] ?? "unknown") job \(job): the last of it is \(last), newest token \(end?.newestToken ?? 0)\(end?.isReopened == true ? ", ordered to run again after that" : "")"
      )
    }
  }

  /// Whether its end is known, or follows from an order, from rescues, or from the end of what it depends on.
  private func isAccountedFor(_ job: Int, among seen: Set<Int>) -> Bool {
    guard let end = ends[job] else { return fellWithItsDependency(job, among: seen) }
    if end.isEnded || end.rescues >= Self.poison { return true }
    if end.mayBeCancelled { return true }
    return fellWithItsDependency(job, among: seen)
  }

  /// What another job's end does to those that depend on it leaves no line of its own.
  private func fellWithItsDependency(_ job: Int, among seen: Set<Int>) -> Bool {
    guard let dependency = history.dependencies[job], !seen.contains(job) else { return false }
    if ends[dependency]?.isEnded == true, ends[dependency]?.last?.outcome == "succeed" {
      // It may have been cancelled in the end, with an instance that nobody wanted.
      return ends[dependency]?.mayBeCancelled == true
    }
    return isAccountedFor(dependency, among: seen.union([job]))
  }

  /// Decisions that were accepted although somebody was seen to hold a newer token before they were begun.
  func findOldTokens(_ verdict: inout Verdict) {
    for text in history.doubleClaims { verdict.add(.oldToken, text) }
    for decision in history.decisions where decision.fate == .accepted {
      if let token = decision.token,
        let newer = Self.newer(than: token, in: history.sightings[decision.job], before: decision.begun)
      {
        verdict.add(
          .oldToken, "job \(decision.job): \(Self.words(decision)), while token \(newer) was held already")
      }
      if let request = decision.request,
        let newer = Self.newer(than: request.token, in: history.requestSightings[request.id], before: decision.begun)
      {
        verdict.add(
          .oldToken,
          "request \(request.id) of job \(decision.job): \(Self.words(decision)) under request token \(request.token), while \(newer) was held already"
        )
      }
    }
    findSecondEnds(&verdict)
  }

  /// A token decides once: what gives the job away or ends it takes the token along.
  private func findSecondEnds(_ verdict: inout Verdict) {
    var ended: Set<TraceRecord.Fence> = []
    for decision in history.decisions where decision.fate == .accepted && decision.endsToken {
      guard let token = decision.token else { continue }
      if !ended.insert(TraceRecord.Fence(id: decision.job, token: token)).inserted {
        verdict.add(.oldToken, "job \(decision.job): token \(token) decided twice, \(decision.place)")
      }
    }
  }

  private static func newer(than token: Int, in sightings: [Int: Int]?, before begun: Int) -> Int? {
    sightings?.filter { $0.key > token && $0.value < begun }.keys.min()
  }
}
