import Testing

/// What a database says of itself.
struct DatabaseOpinion: Sendable {
  private struct Check: Decodable, Sendable {
    let integrity: [String]
    let foreignKeys: Int
  }
  private struct Known: Decodable, Sendable {
    let instanceId: String
  }
  let sandbox: Sandbox

  /// In words; none where it is sound and every job has ended.
  func flaws() async throws -> [String] {
    let check: Check = try await PythonScript.checkDatabase.run([:], sandbox.database)
    var found = check.integrity == ["ok"] ? [] : check.integrity.map { "integrity: \($0)" }
    if check.foreignKeys > 0 { found.append("\(check.foreignKeys) foreign keys lead nowhere") }
    for job in try await sandbox.jobs("list") where !["succeeded", "failed", "cancelled"].contains(job.state) {
      found.append("job \(job.id) is \(job.state)")
    }
    return found
  }

  /// The ids of all instances that it knows.
  func instances() async throws -> Set<String> {
    let known: [Known] = try await sandbox.geuse("instances", "--since", "1d", "--output", "json").exits(0).json()
    return Set(known.map(\.instanceId))
  }
}
