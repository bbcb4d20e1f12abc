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
  /// The send that EC2 has just answered with these instances, noted in the same transaction.
  package var answered: AnsweredSend?
  /// Facts: recorded whether or not the lease still holds.
  package var instances: [LaunchedInstance]
  /// Decisions: one a member, dropped where the lease was lost.
  package var members: [JobID: JobOutcome]
  package var rung: Rung
  package var calls: Int

  package init(
    request: Fence, state: LaunchRequest.State, answered: AnsweredSend? = nil, instances: [LaunchedInstance] = [],
    members: [JobID: JobOutcome], rung: Rung, calls: Int
  ) {
    self.request = request
    self.state = state
    self.answered = answered
    self.instances = instances
    self.members = members
    self.rung = rung
    self.calls = calls
  }
}
