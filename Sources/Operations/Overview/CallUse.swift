import JobModel

/// How often one action was called in a region of late, beside how often AWS allows it.
package struct CallUse: Sendable, Equatable {
  package var region: String
  package var action: String
  /// Within ``Overview/callSpan``.
  package var calls: Int
  package var throttled: Int
  /// In the busiest minute of it.
  package var most: Int
  /// Calls a minute; nil where AWS does not say.
  package var allowance: Int?
  /// The share of that which workers make use of at the moment, below 1; nil where AWS refused none of late.
  package var pace: Double?

  package init(
    region: String, action: String, calls: Int, throttled: Int, most: Int, allowance: Int?, pace: Double? = nil
  ) {
    self.region = region
    self.action = action
    self.calls = calls
    self.throttled = throttled
    self.most = most
    self.allowance = allowance
    self.pace = pace
  }

  /// By region, then by action.
  static func summing(_ counts: [CallCount], slowed: [SlowedBucket] = [], lastMinute: Timestamp) -> [CallUse] {
    var uses: [CallUse] = []
    for count in counts where count.minute <= lastMinute {
      if let last = uses.last, last.region == count.region, last.action == count.action {
        uses[uses.endIndex - 1].calls += count.calls
        uses[uses.endIndex - 1].throttled += count.throttled
        uses[uses.endIndex - 1].most = max(last.most, count.calls)
      } else {
        let bucket = CallBucket.usual(of: count.action)
        uses.append(
          CallUse(
            region: count.region, action: count.action, calls: count.calls, throttled: count.throttled,
            most: count.calls, allowance: bucket.map { Int($0.limitByAWS.perSecond * 60) },
            pace: slowed.first { $0.region == count.region && $0.bucket == bucket?.name }?.pace))
      }
    }
    return uses
  }
}
