import JobModel
import LaunchPolicy

/// What one poller knows of one region beside what the database does.
struct RegionWatch {
  let lease: RegionLease
  /// What the last looks left of cohorts that have got nowhere yet.
  var standings: [Cohort.Standing] = []
  /// How many rounds in a row EC2 has throttled.
  var throttles = 0
  /// Nobody is asked before.
  var quietUntil: BootTime?
}
