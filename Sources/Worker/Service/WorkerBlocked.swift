import JobModel
import LaunchPolicy

/// Why a worker that was to end by itself ends before the work is done: it cannot do it.
package struct WorkerBlocked: Error, Sendable, Equatable {
  package let reason: String
  package let hint: String

  init(_ rest: WorkerRest) {
    reason = "jobs are left, but the worker's credentials do not work: \(rest.reason)"
    hint = "check them: aws sts get-caller-identity; the jobs keep their places"
  }

  /// Only one of several may be in the way: all are named.
  init(_ pauses: [Pause], jobs: Int) {
    let words = pauses.map { pause in
      "\(pause.scope) since \(pause.since) by \(pause.by.name)" + (pause.reason.map { ", \($0)" } ?? "")
    }
    reason = "\(jobs == 1 ? "1 job is" : "\(jobs) jobs are") left, but paused: \(words.joined(separator: "; "))"
    let flags = pauses.count == 1 ? pauses[0].scope.flags : "--all"
    hint = "let workers go on: geuse resume \(flags); see all pauses: geuse status"
  }

  /// It was told to stop while the store did not answer.
  init(_ outage: StoreOutage, lease: Duration) {
    let left = outage.undecided
    let jobs = left.count > 20 ? "\(left.count) jobs" : left.map { "job \($0)" }.joined(separator: ", ")
    let what =
      left.isEmpty ? "it holds no job" : "what became of \(jobs) is not on record, and another worker takes over"
    reason = "the worker ended while the database did not answer; \(what)"
    hint =
      "leases that it may still have there run out \(DurationText.format(lease)) after their last heartbeat: geuse status"
  }

  init(_ halt: RegionHalt) {
    let error = JobError.unknownInstances(halt)
    reason = "jobs are left, but \(error.message)"
    hint = error.hint ?? ""
  }
}
