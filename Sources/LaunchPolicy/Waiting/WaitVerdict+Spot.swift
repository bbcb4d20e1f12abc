import EC2
package import JobModel

extension WaitVerdict {
  /// How long an instance may be pending before its spot request is asked why.
  private static let pendingLimit: Duration = .seconds(60)

  /// Whether the spot request behind an instance may say what the instance does not: where it is not there, or has ended,
  /// and where it takes long.
  package static func asksForSpot(_ job: PollingJob, _ view: View, now: Timestamp) -> Bool {
    guard job.spotRequestID != nil, job.spec.goal != .terminated else { return false }
    switch view.instance?.state {
    case "running": return false
    case "pending": return now - job.startedAt >= pendingLimit || now >= job.timesOut
    default: return true
    }
  }
}
