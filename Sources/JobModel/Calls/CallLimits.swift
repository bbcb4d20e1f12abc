/// How often calls may be made: as AWS lets everybody, more or less often for some buckets, or as often as one likes.
package struct CallLimits: Sendable, Equatable {
  package static let aws = CallLimits(isLimited: true)
  /// For local stand-ins.
  package static let none = CallLimits(isLimited: false)

  private let isLimited: Bool
  private var own: [CallBucket: TokenBucket.Limit] = [:]

  private init(isLimited: Bool) { self.isLimited = isLimited }

  /// What ``init(_:)`` takes.
  package static let allowed =
    "aws, none, or ACTION=BURST:PER_SECOND, several with commas, as in RunInstances=100:20,RunInstances.instances=5000:50"

  /// - Parameter text: `aws`, `none`, or `ACTION=BURST:PER_SECOND[,...]` for buckets that differ from AWS's own, by
  ///   ``CallBucket/name``.
  /// - Throws: ``CallLimitsProblem``.
  package init(_ text: String) throws(CallLimitsProblem) {
    switch text {
    case "aws": self = .aws
    case "none": self = .none
    default:
      self = .aws
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let (bucket, limit) = try Self.parse(part)
        guard own.updateValue(limit, forKey: bucket) == nil else {
          throw CallLimitsProblem(reason: "\(bucket) is given twice")
        }
      }
    }
  }

  /// What this side counts by; nil where nothing is counted.
  ///
  /// AWS counts a call when it gets there: one that was long on its way, when all tokens were there and none could come
  /// back, has those after it come too early. So of calls half a second's worth is kept back; instances are all taken, and
  /// come back half a second later.
  package func limit(of bucket: CallBucket) -> TokenBucket.Limit? {
    guard isLimited else { return nil }
    var limit = own[bucket] ?? bucket.limitByAWS
    if bucket.countsInstances {
      limit.lag = .milliseconds(500)
    } else {
      limit.burst = max(1, limit.burst - limit.perSecond / 2)
    }
    return limit
  }

  private static func parse(
    _ part: Substring
  ) throws(CallLimitsProblem) -> (bucket: CallBucket, limit: TokenBucket.Limit) {
    let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = sides.last?.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) } ?? []
    guard sides.count == 2, numbers.count == 2, let burst = numbers[0], let perSecond = numbers[1] else {
      throw CallLimitsProblem(reason: allowed)
    }
    guard let bucket = CallBucket(named: String(sides[0])) else {
      let known = CallBucket.all.map(\.name).joined(separator: ", ")
      throw CallLimitsProblem(reason: "there is no bucket \(sides[0]); known are \(known)")
    }
    guard (1...1_000_000).contains(burst), (0.001...1_000_000).contains(perSecond) else {
      throw CallLimitsProblem(reason: "a burst of 1 to 1000000, and 0.001 to 1000000 per second, for \(bucket)")
    }
    return (bucket, TokenBucket.Limit(burst: burst, perSecond: perSecond))
  }
}

/// Why a text says nothing about limits; what is allowed instead.
package struct CallLimitsProblem: Error, Sendable, Equatable {
  package let reason: String
}
