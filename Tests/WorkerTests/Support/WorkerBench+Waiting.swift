import JobModel
import SQLiteStore
import Worker

extension WorkerBench {
  /// Enqueues a launch and a wait for it.
  func launchAndWait(
    _ wait: WaitSpec = WaitSpec(), spec: LaunchSpec = LaunchSpec()
  ) async throws -> (launch: JobID, wait: JobID) {
    let ids = try await store.enqueue([
      NewJob(spec: .launch(spec), region: "us-east-1"),
      NewJob(spec: .wait(wait), region: "us-east-1", after: Dependency(.entry(0))),
    ])
    return (ids[0].id, ids[1].id)
  }
}

extension WorkerSettings {
  /// Looks often, and goes on until it is stopped.
  static let polling = WorkerSettings(until: nil, pollInterval: .milliseconds(40))
}
