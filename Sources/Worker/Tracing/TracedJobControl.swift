package import JobModel

/// Orders of people, kept account of with what they did to each job.
package struct TracedJobControl: JobControl {
  private let control: any JobControl
  private let trace: Trace

  package init(_ control: any JobControl, trace: Trace) {
    self.control = control
    self.trace = trace
  }

  package func requeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    let intent = TracedOrder(jobs: ids, keepInstance: nil, assumeNotLaunched: options.assumeNotLaunched)
    return try await trace.around(
      "requeue", intent, answer: { TracedJobs(jobs: $0.map(TracedOrder.Effect.init)) },
      doing: {
        try await control.requeue(ids, options: options)
      })
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool) async throws -> [ControlResult] {
    let intent = TracedOrder(jobs: ids, keepInstance: keepInstance, assumeNotLaunched: nil)
    return try await trace.around(
      "cancel", intent, answer: { TracedJobs(jobs: $0.map(TracedOrder.Effect.init)) },
      doing: {
        try await control.cancel(ids, keepInstance: keepInstance)
      })
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
