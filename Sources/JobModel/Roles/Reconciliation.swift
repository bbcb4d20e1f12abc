/// What EC2 has of this queue, beside what is on record: a restored or copied database is found out by it, and mended.
package protocol Reconciliation: Sendable {
  /// Compares all living instances of this queue in a region with what is on record; answers those of requests that
  /// this database does not know.
  ///
  /// Where there are such, launching in that region is halted, until every one of them is on record, or until no list has
  /// shown any for so long as lists may lag. An unknown instance of
  /// a known request is recorded in its slot; where that request has ended without it, it gets a terminate job.
  /// - Parameter listed: asked for before this is called, so that what was launched meanwhile is on record.
  func compare(_ listed: [ListedInstance], region: String, consistency: Duration) async throws -> [ListedInstance]

  /// Which of these are not on record, without a change: those of unknown requests, and those that turned up after their
  /// request had ended without them.
  func unrecorded(_ listed: [ListedInstance]) async throws -> (unknown: [ListedInstance], late: [ListedInstance])

  /// The regions that something was launched in, or was to be.
  func launchRegions() async throws -> [String]

  func halts() async throws -> [RegionHalt]

  /// Puts a request on record that was unknown, with its instances: each becomes the result of its job, as if the job
  /// had launched it.
  ///
  /// A job that holds an open request gives it up, if nobody works on it, nothing is known to have come of it, and its
  /// newest send lies at least so long ago.
  func adopt(_ request: AdoptedRequest, after window: Duration) async throws -> AdoptedRequest.Effect
}
