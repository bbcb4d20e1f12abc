package import JobModel

extension TransactionalStore {
  package func compare(
    _ listed: [ListedInstance], region: String, consistency: Duration
  ) async throws -> [ListedInstance] {
    try await write(.durable) { try await $0.compare(listed, region: region, consistency: consistency) }
  }

  package func unrecorded(
    _ listed: [ListedInstance]
  ) async throws -> (unknown: [ListedInstance], late: [ListedInstance]) {
    try await read { try await $0.unrecorded(listed) }
  }

  package func launchRegions() async throws -> [String] {
    try await read { try await $0.launchRegions() }
  }

  package func halts() async throws -> [RegionHalt] {
    try await read { try await $0.halts() }
  }

  package func adopt(_ request: AdoptedRequest, after window: Duration) async throws -> AdoptedRequest.Effect {
    try await write(.durable) { try await $0.adopt(request, after: window) }
  }
}
