package import JobModel

/// Orders of people, kept account of with what they did to each job.
package struct TracedJobControl: JobControl {
  private let control: any JobControl
  private let trace: Trace

  package init(_ control: any JobControl, trace: Trace) {
    self.control = control
    self.trace = trace
  }

  package func requeue(
    _ ids: [JobID], options: RequeueOptions, by person: Operator
  ) async throws -> [ControlResult] {
    let intent = TracedOrder(jobs: ids, keepInstance: nil, assumeNotLaunched: options.assumeNotLaunched)
    return try await trace.around(
      "requeue", intent, answer: { TracedJobs(jobs: $0.map(TracedOrder.Effect.init)) },
      doing: {
        try await control.requeue(ids, options: options, by: person)
      })
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool, by person: Operator) async throws -> [ControlResult] {
    let intent = TracedOrder(jobs: ids, keepInstance: keepInstance, assumeNotLaunched: nil)
    return try await trace.around(
      "cancel", intent, answer: { TracedJobs(jobs: $0.map(TracedOrder.Effect.init)) },
      doing: {
        try await control.cancel(ids, keepInstance: keepInstance, by: person)
      })
  }

  // What ends no job and begins none is no evidence.

  package func previewRequeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    try await control.previewRequeue(ids, options: options)
  }

  package func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) async throws -> Bool {
    try await control.pause(scope, reason: reason, by: person)
  }

  package func resume(_ scope: Pause.Scope?, by person: Operator) async throws -> [Pause] {
    try await control.resume(scope, by: person)
  }

  package func prune(_ ids: [JobID], finishedBefore: Timestamp, by person: Operator) async throws -> [JobID] {
    try await control.prune(ids, finishedBefore: finishedBefore, by: person)
  }

  package func endPruning(keysBefore: Timestamp, by person: Operator) async throws -> Int {
    try await control.endPruning(keysBefore: keysBefore, by: person)
  }
}

struct TracedOrder: Encodable, Sendable {
  let jobs: [JobID]
  let keepInstance: Bool?
  let assumeNotLaunched: Bool?

  struct Effect: Encodable, Sendable {
    let job: JobID
    let effect: String

    init(_ result: ControlResult) {
      job = result.id
      switch result.effect {
      case .done: effect = "done"
      case .requested: effect = "requested"
      case .refused: effect = "refused"
      }
    }
  }
}
