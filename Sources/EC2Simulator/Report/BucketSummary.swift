/// A token bucket in a snapshot.
package struct BucketSummary: Sendable, Equatable, Codable {
  package var account: String
  package var region: String
  package var bucket: String
  package var tokens: Double
  package var burst: Double
  package var refill: Double
}
