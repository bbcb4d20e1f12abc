import JobModel
import Worker

extension WorkerBench {
  /// Runs a worker until a job looks as wanted, then ends it as a cancelled task would.
  func work(
    _ settings: WorkerSettings, untilJob id: JobID, _ isReached: @escaping @Sendable (JobRecord) -> Bool
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.work(settings) }
      // Each look is a transaction of its own; the worker's writes are what is waited for.
      while !isReached(try await job(id)) { await Task.yield() }
      group.cancelAll()
      do { try await group.waitForAll() } catch is CancellationError {}
    }
  }
}
