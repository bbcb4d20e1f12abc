package import JobModel

extension SQLiteJobStore: Reconciliation {
  package func compare(
    _ listed: [ListedInstance], region: String, consistency: Duration
  ) async throws -> [ListedInstance] {
    try await database.writeDurably { try $0.compare(listed, region: region, consistency: consistency) }
  }

  package func unrecorded(
    _ listed: [ListedInstance]
  ) async throws -> (unknown: [ListedInstance], late: [ListedInstance]) {
    try await database.read { try $0.unrecorded(listed) }
  }

  package func launchRegions() async throws -> [String] {
    try await database.read { try $0.launchRegions() }
  }

  package func halts() async throws -> [RegionHalt] {
    try await database.read { try $0.halts() }
  }

  package func adopt(_ request: AdoptedRequest, after window: Duration) async throws -> AdoptedRequest.Effect {
    try await database.writeDurably { try $0.adopt(request, after: window) }
  }
}
