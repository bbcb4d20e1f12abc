/// How often EC2 was asked, over all processes, for an hour.
package protocol CallCounts: Sendable {
  /// Adds to what is counted; forgets what is older than an hour.
  func count(_ calls: [CallCount]) async throws
  /// What was counted in minutes that began then or later, by region, action and minute.
  func calls(since: Timestamp) async throws -> [CallCount]
}
