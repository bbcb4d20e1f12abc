/// One of the buckets that AWS keeps for an account in a region: of an action, of its calls by ids alone, or of the
/// instances that its calls ask for.
package struct CallBucket: Sendable, Hashable {
  /// `RunInstances`, `DescribeInstances.ids`, `RunInstances.instances`.
  package let name: String

  private init(_ name: String) { self.name = name }

  package static let launches = calls("RunInstances")
  package static let launchedInstances = CallBucket("RunInstances.instances")
  package static let terminations = calls("TerminateInstances")
  package static let terminatedInstances = CallBucket("TerminateInstances.instances")

  package static func calls(_ action: String) -> CallBucket { CallBucket(action) }

  /// Of a Describe action.
  /// - Parameter isFiltered: whether the call has a filter or asks for pages; a call by ids alone has neither.
  package static func looks(_ action: String, isFiltered: Bool) -> CallBucket {
    isFiltered || !askedByIDs.contains(action) ? calls(action) : CallBucket("\(action).ids")
  }

  /// By the name that ``name`` has; nil for none that geuse draws on.
  package init?(named name: String) {
    guard Self.all.contains(CallBucket(name)) else { return nil }
    self.init(name)
  }

  /// All that geuse draws on.
  package static let all =
    [launches, launchedInstances, terminations, terminatedInstances, calls("CreateTags")]
    + looks.map(calls) + askedByIDs.sorted().map { CallBucket("\($0).ids") }

  /// Whose calls draw on it.
  package var action: String { name.split(separator: ".").first.map(String.init) ?? name }

  /// Whether its tokens stand for instances, not for calls.
  package var countsInstances: Bool { name.hasSuffix(".instances") }

  /// The one that calls of an action mostly draw on, as geuse makes them; nil for another service's.
  package static func usual(of action: String) -> CallBucket? {
    // Only states are asked for by ids: where one of several ids is unknown, a filter leaves it out, a list of ids fails.
    let bucket = action == "DescribeInstanceStatus" ? looks(action, isFiltered: false) : calls(action)
    return all.contains(bucket) ? bucket : nil
  }

  /// AWS's numbers.
  ///
  /// Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
  package var limitByAWS: TokenBucket.Limit {
    switch self {
    case .launches: TokenBucket.Limit(burst: 5, perSecond: 2)
    case .launchedInstances: TokenBucket.Limit(burst: 1_000, perSecond: 2)
    case .terminations: TokenBucket.Limit(burst: 100, perSecond: 5)
    case .terminatedInstances: TokenBucket.Limit(burst: 1_000, perSecond: 20)
    case .calls("CreateTags"): TokenBucket.Limit(burst: 100, perSecond: 10)
    case _ where name.hasSuffix(".ids"): TokenBucket.Limit(burst: 50, perSecond: 10)
    case _ where name.hasPrefix("Describe"): TokenBucket.Limit(burst: 100, perSecond: 20)
    default: TokenBucket.Limit(burst: 50, perSecond: 5)
    }
  }

  private static let looks = [
    "DescribeImages", "DescribeInstances", "DescribeInstanceStatus", "DescribeInstanceTypeOfferings",
    "DescribeInstanceTypes", "DescribeSpotInstanceRequests", "DescribeSubnets",
  ]
  /// AWS counts their calls apart that have neither a filter nor pages.
  private static let askedByIDs: Set<String> = [
    "DescribeInstances", "DescribeInstanceStatus", "DescribeSpotInstanceRequests",
  ]
}

extension CallBucket: CustomStringConvertible {
  package var description: String { name }
}
