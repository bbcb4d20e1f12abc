/// A wait that is parked on EC2, as the poller sees it.
package struct PollingJob: Sendable, Equatable {
  package var id: JobID
  /// The token of the claim that parked it; a decision must still match it.
  package var token: Int64
  package var spec: WaitSpec
  package var instanceID: String
  package var region: String
  /// Since when the wait runs: its time-out counts from here.
  package var startedAt: Timestamp
  /// When the instance was first seen running, for the checks' own time-out.
  package var runningSince: Timestamp?
  /// The launch that it depends on, where that made the instance.
  package var launchID: JobID?
  /// Where this database launched the instance; nil for one that somebody else launched.
  package var rung: Rung?
  package var spotRequestID: String?
  /// When this database learned of the instance; nil for one that it did not launch.
  package var recordedAt: Timestamp?
  /// EC2 calls made for it since it was claimed.
  package var calls = 0

  package var fence: Fence { Fence(id: id, token: token) }

  package init(
    id: JobID, token: Int64, spec: WaitSpec, instanceID: String, region: String, startedAt: Timestamp,
    runningSince: Timestamp?, launchID: JobID? = nil, rung: Rung? = nil, spotRequestID: String? = nil
  ) {
    self.id = id
    self.token = token
    self.spec = spec
    self.instanceID = instanceID
    self.region = region
    self.startedAt = startedAt
    self.runningSince = runningSince
    self.launchID = launchID
    self.rung = rung
    self.spotRequestID = spotRequestID
  }
}
