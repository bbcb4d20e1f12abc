import Foundation

/// The token buckets of one account in one region, each made when it is first needed.
///
/// Source: AWS, "Request throttling for the Amazon EC2 API".
struct Throttle: Sendable {
  let isOn: Bool
  /// Limits that differ from AWS's; they hold also where throttling is off.
  let own: [String: BucketLimit]
  private(set) var buckets: [String: TokenBucket] = [:]

  init(_ configuration: SimulatorConfiguration) {
    isOn = configuration.throttling
    own = configuration.buckets
  }

  /// Takes a call's token, and sees that there are tokens for what it asks for.
  ///
  /// - Throws: `RequestLimitExceeded`, which costs nothing where the call's own bucket was empty.
  mutating func admit(_ parameters: Parameters, action: String, at now: Date) throws(APIError) {
    try spend(1, of: ThrottleRules.bucket(action, parameters), at: now)
    guard let asked = ThrottleRules.resources(action, parameters),
      let left = tokens(in: asked.bucket, at: now), left < Double(asked.count)
    else { return }
    throw Self.exceeded
  }

  /// Takes tokens for what a call has launched or ended.
  mutating func charge(_ effect: Effect, action: String, at now: Date) {
    guard let bucket = ThrottleRules.resourceBucket(action), tokens(in: bucket, at: now) != nil else { return }
    let count = action == RunInstances.name ? effect.launched : effect.instanceIDs.count
    buckets[bucket]?.take(Double(count), at: now)
  }

  private mutating func spend(_ count: Double, of bucket: String, at now: Date) throws(APIError) {
    guard let left = tokens(in: bucket, at: now) else { return }
    guard left >= count else { throw Self.exceeded }
    buckets[bucket]?.take(count, at: now)
  }

  /// What is left in a bucket; nil where nothing limits it.
  private mutating func tokens(in bucket: String, at now: Date) -> Double? {
    guard let limit = own[bucket] ?? (isOn ? ThrottleRules.limit(bucket) : nil) else { return nil }
    buckets[bucket] = buckets[bucket] ?? TokenBucket(limit, at: now)
    return buckets[bucket]?.tokens(at: now)
  }

  private static let exceeded = APIError(
    status: 503, code: "RequestLimitExceeded", message: "Request limit exceeded.")
}
