import JobModel
import SQLiteStore
import Testing
import Worker

extension WorkerBench {
  /// A worker whose sleeps turn the bench's clocks.
  func leaping(_ limits: CallLimits) -> WorkerContext {
    context(limits: limits, clock: LeapClock { clocks.advance($0) })
  }

  /// Lets time pass until no launch, tag or termination is left to do: that of `timeStands`, so that no lease runs out
  /// while the machine is busy.
  func carryOutAll(_ contexts: [WorkerContext], isBatched: Bool = false) async throws {
    // More than any test needs.
    for _ in 0..<1_000 {
      try await carryOutWhatIsDue(contexts, isBatched: isBatched)
      let left = try await store.jobs(Selection(states: [.ready, .retrying, .running]), limit: nil, attempts: false)
      guard let next = left.map(\.runAt).min() else { return }
      clocks.advance(max(.milliseconds(10), next - clocks.now()))
    }
    Issue.record("jobs are left that nobody carries out")
  }
}
