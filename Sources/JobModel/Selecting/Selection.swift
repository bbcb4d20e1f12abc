/// Which jobs a command means.
///
/// What is named, be it by a job's id or by an instance's, adds up; every property given narrows that, or all jobs
/// where nothing is named.
package struct Selection: Sendable, Equatable {
  package var ids: [JobID]
  package var instanceIDs: [String]
  package var states: Set<ShownState>
  package var kinds: Set<JobKind>
  package var errorCodes: Set<String>
  package var errorClasses: Set<ErrorClass>
  package var deployment: String?
  package var queue: String?
  /// Launches that ask for all of these tags.
  package var tags: [String: String]
  /// Launches that ask for one of these types.
  package var instanceTypes: Set<String>
  /// Jobs enqueued at that time or later.
  package var since: Timestamp?

  package init(
    ids: [JobID] = [], instanceIDs: [String] = [], states: Set<ShownState> = [], kinds: Set<JobKind> = [],
    errorCodes: Set<String> = [], errorClasses: Set<ErrorClass> = [], deployment: String? = nil,
    queue: String? = nil, tags: [String: String] = [:], instanceTypes: Set<String> = [], since: Timestamp? = nil
  ) {
    self.ids = ids
    self.instanceIDs = instanceIDs
    self.states = states
    self.kinds = kinds
    self.errorCodes = errorCodes
    self.errorClasses = errorClasses
    self.deployment = deployment
    self.queue = queue
    self.tags = tags
    self.instanceTypes = instanceTypes
    self.since = since
  }

  package var isEmpty: Bool { self == Selection() }

  /// Whether it names jobs or instances.
  package var isNaming: Bool { !ids.isEmpty || !instanceIDs.isEmpty }

  /// Whether properties narrow it.
  package var isNarrowed: Bool { !naming().isEmpty }

  /// The same properties of other jobs and instances.
  package func naming(ids: [JobID] = [], instanceIDs: [String] = []) -> Selection {
    var selection = self
    selection.ids = ids
    selection.instanceIDs = instanceIDs
    return selection
  }
}
