/// What the database says of it all, compared with what the judge found without it.
struct SecondOpinion: Sendable {
  let sandbox: Sandbox
  let database: any CampaignDatabase
  let judge: Judge

  /// - Returns: differences in words; none where all agree.
  func differences() async throws -> [String] {
    let opinion = DatabaseOpinion(sandbox: sandbox, database: database)
    var found = try await opinion.flaws()
    let jobs = try await sandbox.jobs("list")
    let byID = Dictionary(jobs.map { ($0.id, $0) }) { first, _ in first }
    for id in judge.evidence.told.sorted() where byID[id] == nil { found.append("job \(id) was told and is not there") }
    for job in jobs where job.kind == "launch" {
      guard let end = judge.ends[job.id], end.isEnded, !end.mayBeCancelled else { continue }
      let isSucceeded = end.last?.outcome == "succeed"
      if isSucceeded != (job.state == "succeeded") || isSucceeded && end.instance != job.result?.instanceId {
        found.append(
          "job \(job.id) is \(job.state) with \(job.result?.instanceId ?? "nothing"), the traces say \(end.last.map(Judge.words) ?? "nothing")"
        )
      }
    }
    let known = try await opinion.instances()
    for instance in judge.evidence.instances where instance.endedAt == nil && !known.contains(instance.id) {
      found.append("\(instance.id) lives and is not among the instances")
    }
    return found
  }
}
