/// What may be removed from the record, and why the rest of what is old stays.
package struct Prunable: Sendable, Equatable {
  /// Newest first, so that what depends on a job goes before it.
  package var jobs: [JobID]
  /// Jobs that younger ones depend on.
  package var neededByOthers: Int
  /// Launches whose instance was not seen to end, and what was launched together with them: without their record the
  /// instance would be nobody's.
  package var mayLive: Int

  package init(jobs: [JobID] = [], neededByOthers: Int = 0, mayLive: Int = 0) {
    self.jobs = jobs
    self.neededByOthers = neededByOthers
    self.mayLive = mayLive
  }
}
