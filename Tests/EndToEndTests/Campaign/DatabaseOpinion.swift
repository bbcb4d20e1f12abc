import Testing

/// What a database says of itself.
struct DatabaseOpinion: Sendable {
  private struct Known: Decodable, Sendable {
    let instanceId: String
  }
  let sandbox: Sandbox
  let database: any CampaignDatabase

  /// In words; none where it is sound and every job has ended.
  func flaws() async throws -> [String] {
    var found = try await database.flaws()
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
