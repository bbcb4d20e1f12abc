/// AWS's token buckets by region, over all processes: who would be refused for calling too often waits instead.
///
/// They are kept on the boot clock and may be lost: what was forgotten is asked of AWS, which says when it is too much.
package protocol TokenBuckets: Sendable {
  /// Takes what a call needs of each of these buckets, or nothing where one of them would take longer than that.
  /// - Parameter keepsTime: whether who is told to come back does so then.
  func reserve(
    _ demands: [TokenDemand], region: String, longestWait: Duration, keepsTime: Bool
  ) async throws -> TokenAnswer

  /// Whether what was promised then still holds: AWS may have refused somebody since.
  func stands(_ reservation: TokenReservation, of buckets: [CallBucket], region: String) async throws -> Bool

  /// Puts back tokens for what AWS has not done.
  func giveBack(_ count: Int, to bucket: CallBucket, _ limit: TokenBucket.Limit, region: String) async throws

  /// AWS refused a call that got its token then.
  func throttle(
    _ bucket: CallBucket, _ limit: TokenBucket.Limit, region: String, reservedAt: BootTime
  ) async throws

  /// Has everybody ask again who was told to come back: the limits may be others now.
  /// - Parameter code: what is on the jobs that were.
  func askAnew(heldBack code: String) async throws

  /// The buckets that are drawn on more slowly than AWS's numbers say, after a refusal.
  func slowed() async throws -> [SlowedBucket]
}
