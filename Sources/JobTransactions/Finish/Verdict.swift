import JobModel

/// What is written for a decision, once the job's own circumstances have been weighed.
enum Verdict: Equatable {
  case succeed(JobResult)
  case fail(JobError)
  case retry(at: Timestamp, JobError, counted: Bool)
  case poll(PollPlan)
  case release
  /// Nothing was tried: the attempt that the claim began is taken back.
  case park(until: Timestamp, JobError)
  /// A result says that an instance exists; the error is why the attempt would have been repeated.
  case cancel(result: JobResult?, error: JobError?)

  /// Nil where the decision is not the decider's to make: only the end of its request ends a job with an open one.
  init?(_ outcome: JobOutcome, kind: JobKind, cancelRequested: Bool, hasOpenRequest: Bool) {
    switch outcome {
    case .succeed(let result):
      guard !hasOpenRequest else { return nil }
      self = cancelRequested && kind == .launch ? .cancel(result: result, error: nil) : .succeed(result)
    case .fail(let error):
      guard !hasOpenRequest else { return nil }
      self = .fail(error)
    case .retry(let time, let error, let counted):
      let cancels = cancelRequested && !hasOpenRequest
      self = cancels ? .cancel(result: nil, error: error) : .retry(at: time, error, counted: counted)
    case .poll(let plan):
      guard !hasOpenRequest, kind == .wait else { return nil }
      self = cancelRequested ? .cancel(result: nil, error: nil) : .poll(plan)
    case .park(let time, let error):
      guard !hasOpenRequest, kind == .launch else { return nil }
      self = cancelRequested ? .cancel(result: nil, error: nil) : .park(until: time, error)
    case .release:
      self = cancelRequested && !hasOpenRequest ? .cancel(result: nil, error: nil) : .release
    }
  }
}
