package import JobModel

extension TransactionalStore {
  package func open(_ request: NewLaunchRequest) async throws -> (request: LaunchRequest, fence: Fence)? {
    try await write(.durable) { try await $0.open(request) }
  }

  package func launchRequest(_ id: Int64) async throws -> LaunchRequest? {
    try await read { try await $0.launchRequest(id) }
  }

  package func recordSend(_ request: Fence, signedAt: Timestamp, worker: String) async throws -> Int64 {
    try await write(.durable) { try await $0.recordSend(request, signedAt: signedAt, worker: worker) }
  }

  package func holds(_ request: Fence) async throws -> Bool {
    try await read { try await $0.holds(request) }
  }

  package func recordAnswer(_ send: Int64, _ answer: SendAnswer) async throws {
    try await write(.durable) { try await $0.recordAnswer(send, answer) }
  }

  package func close(_ closing: LaunchClosing) async throws -> Bool {
    try await write(.durable) { try await $0.close(closing) }
  }

  package func hold(_ request: Fence, until: Timestamp, error: JobError, rung: Rung, calls: Int) async throws -> Bool {
    try await write(.durable) { try await $0.hold(request, until: until, error: error, rung: rung, calls: calls) }
  }

  package func noteAbsence(_ request: Fence) async throws {
    try await write(.durable) { try await $0.noteAbsence(request) }
  }

  package func relaunch(_ order: Relaunch) async throws -> Relaunch.Effect {
    try await write(.durable) { try await $0.relaunch(order) }
  }

  package func recordGone(region: String, instanceIDs: [String]) async throws {
    guard !instanceIDs.isEmpty else { return }
    try await write(.durable) { transaction in
      for id in instanceIDs { try await transaction.recordGone(region: region, instanceID: id) }
    }
  }
}
