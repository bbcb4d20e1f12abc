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

  package init(
    id: Int64, uuid: String, clientToken: String, region: String, rung: Rung, parameters: [UInt8], state: State,
    openedAt: Timestamp, members: [JobID], sends: [LaunchSend], instances: [LaunchedInstance]
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
  }
}

/// A launch request before it is stored.
package struct NewLaunchRequest: Sendable, Equatable {
  package var uuid: String
  package var clientToken: String
  package var region: String
  package var rung: Rung
  package var parameters: [UInt8]
  /// The leased jobs it launches for, in the order of their ordinals.
  package var members: [Fence]

  package init(
    uuid: String, clientToken: String, region: String, rung: Rung, parameters: [UInt8], members: [Fence]
  ) {
    self.uuid = uuid
    self.clientToken = clientToken
    self.region = region
    self.rung = rung
    self.parameters = parameters
    self.members = members
  }
}

/// One signed copy of a request that may have left, and what came back.
package struct LaunchSend: Sendable, Equatable {
  package enum Answer: String, Sendable, Codable, CaseIterable {
    /// EC2 named instances.
    case launched
    /// EC2's own envelope with a code that means nothing was launched.
    case refused
    /// No byte left this machine.
    case notSent = "not-sent"
    /// Anything else: it may have taken effect.
    case ambiguous
  }
  package var id: Int64
  package var signedAt: Timestamp
  /// Nil while no answer was recorded, which a crash leaves behind.
  package var answer: Answer?
  package var code: String?
  package var message: String?
  package var requestID: String?
  package var status: Int?

  package init(
    id: Int64, signedAt: Timestamp, answer: Answer? = nil, code: String? = nil, message: String? = nil,
    requestID: String? = nil, status: Int? = nil
  ) {
    self.id = id
    self.signedAt = signedAt
    self.answer = answer
    self.code = code
    self.message = message
    self.requestID = requestID
    self.status = status
  }

  /// Whether this send may still take effect, or may have: rule 5 of never-twice.
  package var isUnresolved: Bool { answer == nil || answer == .ambiguous }
}

/// What an answered send shall be remembered by.
package struct SendAnswer: Sendable, Equatable {
  package var answer: LaunchSend.Answer
  package var code: String?
  package var message: String?
  package var requestID: String?
  package var status: Int?

  package init(
    _ answer: LaunchSend.Answer, code: String? = nil, message: String? = nil, requestID: String? = nil,
    status: Int? = nil
  ) {
    self.answer = answer
    self.code = code
    self.message = message
    self.requestID = requestID
    self.status = status
  }
}

/// An instance that EC2 named as this request's.
package struct LaunchedInstance: Sendable, Equatable {
  /// `amiLaunchIndex`.
  package var ordinal: Int
  package var resource: EC2Resource

  package init(ordinal: Int, resource: EC2Resource) {
    self.ordinal = ordinal
    self.resource = resource
  }
}

/// The end of a launch request, written in one transaction with what becomes of its members.
package struct LaunchClosing: Sendable, Equatable {
  package var request: Fence
  package var state: LaunchRequest.State
  /// Facts: recorded whether or not the lease still holds.
  package var instances: [LaunchedInstance]
  /// Decisions: one a member, dropped where the lease was lost.
  package var members: [JobID: JobOutcome]
  package var rung: Rung
  package var calls: Int

  package init(
    request: Fence, state: LaunchRequest.State, instances: [LaunchedInstance] = [], members: [JobID: JobOutcome],
    rung: Rung, calls: Int
  ) {
    self.request = request
    self.state = state
    self.instances = instances
    self.members = members
    self.rung = rung
    self.calls = calls
  }
}
