/// Which bucket a call draws on, and AWS's numbers for it.
///
/// A bucket is named after its action: alone, with ` unfiltered` for calls without a filter and without paging, and
/// with ` instances` for what the calls ask for.
/// Source: AWS, "Request throttling for the Amazon EC2 API".
enum ThrottleRules {
  static func bucket(_ action: String, _ parameters: Parameters) -> String {
    guard unfiltered.contains(action), parameters.items("Filter").isEmpty, parameters["MaxResults"] == nil else {
      return action
    }
    return action + " unfiltered"
  }

  /// How many instances a call asks for or ends, and the bucket for them.
  static func resources(_ action: String, _ parameters: Parameters) -> (bucket: String, count: Int)? {
    guard let bucket = resourceBucket(action) else { return nil }
    let count =
      action == RunInstances.name
      ? parameters["MaxCount"].flatMap(Int.init) ?? 0 : parameters.list("InstanceId").count
    return (bucket, count)
  }

  static func resourceBucket(_ action: String) -> String? {
    [RunInstances.name, TerminateInstances.name].contains(action) ? action + " instances" : nil
  }

  static func limit(_ bucket: String) -> BucketLimit {
    if let known = limits[bucket] { return known }
    if bucket.hasSuffix(" unfiltered") { return BucketLimit(burst: 50, refill: 10) }
    return bucket.hasPrefix("Describe") ? BucketLimit(burst: 100, refill: 20) : BucketLimit(burst: 50, refill: 5)
  }

  private static let unfiltered: Set<String> = [
    "DescribeInstances", "DescribeInstanceStatus", "DescribeSecurityGroups", "DescribeSpotInstanceRequests",
    "DescribeVolumes",
  ]

  private static let limits = [
    "RunInstances": BucketLimit(burst: 5, refill: 2), "RunInstances instances": BucketLimit(burst: 1_000, refill: 2),
    "TerminateInstances": BucketLimit(burst: 100, refill: 5),
    "TerminateInstances instances": BucketLimit(burst: 1_000, refill: 20),
    "CreateTags": BucketLimit(burst: 100, refill: 10),
  ]
}
