/// A bucket after AWS refused a call.
package struct SlowedBucket: Sendable, Equatable {
  package var region: String
  /// ``CallBucket/name``.
  package var bucket: String
  /// The share of its refill that is counted on, below 1.
  package var pace: Double

  package init(region: String, bucket: String, pace: Double) {
    self.region = region
    self.bucket = bucket
    self.pace = pace
  }
}
