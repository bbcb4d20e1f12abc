/// What makes a launch happen once: requests, their sends, and the instances EC2 named.
package protocol LaunchLedger: Sendable {
  /// Stores a request for its members, leased as they are; nil where a member's lease was lost or it was cancelled.
  ///
  /// A member that was cancelled is ended as cancelled in the same transaction and the others keep their leases.
  func open(_ request: NewLaunchRequest) async throws -> (request: LaunchRequest, fence: Fence)?

  func launchRequest(_ id: Int64) async throws -> LaunchRequest?

  /// Records a signature before its bytes leave.
  /// - Throws: ``StoreError/leaseLost(_:)``: nothing may be sent then.
  func recordSend(_ request: Fence, signedAt: Timestamp, worker: String) async throws -> Int64

  /// Whether this lease still holds now; asked after signing, before sending.
  func holds(_ request: Fence) async throws -> Bool

  /// Records what came back. A fact: not fenced.
  func recordAnswer(_ send: Int64, _ answer: SendAnswer) async throws

  /// Ends a request, records its instances and finishes its members. Answers false where the lease was lost:
  /// the instances are recorded all the same.
  ///
  /// A member that asked to be cancelled ends as cancelled; its instance gets a terminate job unless it is to be kept.
  /// An instance whose slot has no live job gets one too.
  func close(_ closing: LaunchClosing) async throws -> Bool

  /// Keeps a request open and gives its members back until that time, with the error to show.
  func hold(_ request: Fence, until: Timestamp, error: JobError, rung: Rung, calls: Int) async throws -> Bool

  /// Remembers that a look found nothing under the token; dropped where the lease was lost.
  func noteAbsence(_ request: Fence) async throws

  /// Remembers that EC2 was seen to say that these instances are shutting down or terminated. A fact; unknown ids are
  /// ignored.
  func recordGone(region: String, instanceIDs: [String]) async throws

  /// Ends a polling wait whose instance EC2 took for want of capacity, and records the instance as gone.
  ///
  /// Where the launch it depends on stands on that instance, may run again and has time left, that launch is ready
  /// again as a new generation, within its old budgets; the wait, and what else acts on its instance (waits that go
  /// on, tags, done or not), are blocked on it again. Otherwise the wait fails.
  func relaunch(_ order: Relaunch) async throws -> Relaunch.Effect
}

extension LaunchLedger {
  package func recordGone(region: String, instanceID: String) async throws {
    try await recordGone(region: region, instanceIDs: [instanceID])
  }
}
