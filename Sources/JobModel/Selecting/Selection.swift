/// Which jobs a command means: ids, instances, or properties that all must hold.
package struct Selection: Sendable, Equatable {
  package var ids: [JobID]
  package var instanceIDs: [String]
  package var states: Set<ShownState>
  package var kinds: Set<JobKind>
  package var errorCodes: Set<String>
  package var errorClasses: Set<ErrorClass>
  package var deployment: String?

  package init(
    ids: [JobID] = [], instanceIDs: [String] = [], states: Set<ShownState> = [], kinds: Set<JobKind> = [],
    errorCodes: Set<String> = [], errorClasses: Set<ErrorClass> = [], deployment: String? = nil
  ) {
    self.ids = ids
    self.instanceIDs = instanceIDs
    self.states = states
    self.kinds = kinds
    self.errorCodes = errorCodes
    self.errorClasses = errorClasses
    self.deployment = deployment
  }

  package var isEmpty: Bool { self == Selection() }
}
