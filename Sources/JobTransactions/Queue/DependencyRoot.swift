import JobModel

/// The job at which a chain of dependents broke.
struct DependencyRoot {
  var id: JobID
  var kind: JobKind
  var state: JobState
  /// Nil for a job that was cancelled.
  var error: JobError?

  /// What each job behind it fails with.
  var failure: JobError {
    let name = "\(kind.rawValue) job \(id)"
    let message =
      if state == .cancelled { "\(name) was cancelled" } else if let error {
        "\(name) failed: \(error.code): \(error.message)"
      } else { "\(name) failed" }
    return JobError(code: "DependencyFailed", class: .dependency, message: message, hint: "geuse requeue \(id)")
  }
}
