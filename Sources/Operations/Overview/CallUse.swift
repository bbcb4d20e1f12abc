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

  package init(region: String, action: String, calls: Int, throttled: Int, most: Int, allowance: Int?) {
    self.region = region
    self.action = action
    self.calls = calls
    self.throttled = throttled
    self.most = most
    self.allowance = allowance
  }

  /// By region, then by action.
  static func summing(_ counts: [CallCount], lastMinute: Timestamp) -> [CallUse] {
    var uses: [CallUse] = []
    for count in counts where count.minute <= lastMinute {
      if let last = uses.last, last.region == count.region, last.action == count.action {
        uses[uses.endIndex - 1].calls += count.calls
        uses[uses.endIndex - 1].throttled += count.throttled
        uses[uses.endIndex - 1].most = max(last.most, count.calls)
      } else {
        uses.append(
          CallUse(
            region: count.region, action: count.action, calls: count.calls, throttled: count.throttled,
            most: count.calls, allowance: CallAllowance.perMinute(count.action)))
      }
    }
    return uses
  }
}
