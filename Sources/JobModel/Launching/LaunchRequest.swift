/// One RunInstances call that geuse intends: the unit of recovery.
///
/// Parameters, count and members never change once it is stored. Its sends tell what may have happened.
package struct LaunchRequest: Sendable, Equatable {
  package enum State: String, Sendable, Codable, CaseIterable {
    /// Not settled: at least one of its slots may hold an instance we do not know.
    case open
    /// EC2 named what it launched.
    case settled
    /// Every send was refused, or the window in which one could still take effect has passed.
    case refused
    /// Could not be settled in time: its outcome is not known.
    case unknown
  }
  package var id: Int64
  /// The value of the tag `geusemaker:request`.
  package var uuid: String
  package var clientToken: String
  package var region: String
  package var rung: Rung
  /// The encoded Query parameters, unsigned; a replay signs these bytes again.
  package var parameters: [UInt8]
  package var state: State
  package var openedAt: Timestamp
  /// The member jobs, by ordinal; `amiLaunchIndex` names the same slot.
  package var members: [JobID]
  package var sends: [LaunchSend]
  /// Instances already recorded, by ordinal.
  package var instances: [LaunchedInstance]
  package var count: Int { members.count }
  /// When a look first found nothing under the token after its signatures had expired.
  package var absentSince: Moment?

  package init(
    id: Int64, uuid: String, clientToken: String, region: String, rung: Rung, parameters: [UInt8], state: State,
    openedAt: Timestamp, members: [JobID], sends: [LaunchSend], instances: [LaunchedInstance],
    absentSince: Moment? = nil
  ) {
    self.id = id
    self.uuid = uuid
    self.clientToken = clientToken
    self.region = region
    self.rung = rung
    self.parameters = parameters
    self.state = state
    self.openedAt = openedAt
    self.members = members
    self.sends = sends
    self.instances = instances
    self.absentSince = absentSince
  }
}
