/// Decides whether anything was doubled, lost, orphaned or decided by somebody who had no right to.
///
/// It reads what EC2 has, the traces and the ids that producers were told, and trusts no database. It is to be asked
/// once all work is done: every job final, no call under way.
struct Judge: Sendable {
  let evidence: Evidence
  let history: History
  let ends: [Int: JobEnd]

  init(_ evidence: Evidence) {
    self.evidence = evidence
    history = History(evidence.traces)
    ends = history.ends()
  }

  func verdict() -> Verdict {
    var verdict = Verdict()
    findOrphans(&verdict)
    findStrays(&verdict)
    findDoubles(&verdict)
    findLost(&verdict)
    findOldTokens(&verdict)
    findUnpaired(&verdict)
    checkEvidence(&verdict)
    verdict.figures = figures()
    return verdict
  }

  /// The job that an instance was launched for, by its request and ordinal.
  func job(of instance: Evidence.Instance) -> Int? {
    guard let uuid = instance.request, let members = history.requests[uuid]?.members,
      members.indices.contains(instance.ordinal)
    else { return nil }
    return members[instance.ordinal]
  }

  private func checkEvidence(_ verdict: inout Verdict) {
    if evidence.launchedByCallLog != evidence.instances.count {
      verdict.add(
        .evidence,
        "the log of calls launched \(evidence.launchedByCallLog) instances, EC2 shows \(evidence.instances.count)")
    }
    if history.brokenLines > 0 { verdict.add(.evidence, "\(history.brokenLines) lines of traces cannot be read") }
  }

  private func figures() -> [(name: String, value: Int)] {
    let decisions = history.decisions
    let launches = ends.values.filter { history.kinds[$0.job] == "launch" }
    return [
      ("jobs told", evidence.told.count), ("jobs traced", ends.count), ("launch jobs", launches.count),
      ("instances launched", evidence.instances.count),
      ("instances living", evidence.instances.count { $0.endedAt == nil }),
      ("launches succeeded", launches.count { $0.isEnded && $0.instance != nil }),
      ("requests opened", history.requests.count),
      ("of them for several launches", history.requests.values.count { $0.members.count > 1 }),
      ("claims", history.events["claimed", default: 0]),
      ("sends", history.events["send", default: 0]), ("rescues", history.rescues.values.reduce(0, +)),
      ("decisions accepted", decisions.count { $0.fate == .accepted }),
      ("decisions refused", decisions.count { $0.fate == .refused }),
      ("decisions cut short", decisions.count { $0.fate == .unknown }),
    ]
  }
}
