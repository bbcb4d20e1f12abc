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

  init(_ pause: Pause, jobs: Int) {
    reason =
      "\(jobs == 1 ? "1 job is" : "\(jobs) jobs are") left, but \(pause.scope) is paused since \(pause.since) by "
      + "\(pause.by.name)" + (pause.reason.map { ": \($0)" } ?? "")
    hint = "let workers go on: geuse resume \(pause.scope.flags); see all pauses: geuse status"
  }

  init(_ halt: RegionHalt) {
    let error = JobError.unknownInstances(halt)
    reason = "jobs are left, but \(error.message)"
    hint = error.hint ?? ""
  }
}
