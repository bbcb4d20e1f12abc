package import JobModel

extension PollingJob {
  /// When this wait fails unless a look shows that it is over.
  package var timesOut: Timestamp { timesOut(runningSince: runningSince, isKnown: true) }

  /// - Parameters:
  ///   - runningSince: as the last look showed it.
  ///   - isKnown: whether EC2 knows the instance.
  func timesOut(runningSince: Timestamp?, isKnown: Bool) -> Timestamp {
    if let runningSince, spec.goal == .statusOK { return runningSince + .seconds(spec.checksTimeout) }
    let limit = Duration.seconds(spec.timeout)
    return startedAt + (isKnown ? limit : min(limit, WaitVerdict.propagationLimit))
  }
}
