import JobModel

/// How much goes into one call to EC2.
///
/// Source: AWS, the API reference of each action.
enum CallSize {
  /// Ids in DescribeInstanceStatus, which takes no more, and in TerminateInstances, which AWS advises not to give more.
  static let ids = JobBatch.most(.terminate)
  /// Values of one filter.
  static let filterValues = 200
  /// Resources of one CreateTags.
  static let taggedResources = 1_000
}

extension Array {
  /// Runs of at most that many elements, in order.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
