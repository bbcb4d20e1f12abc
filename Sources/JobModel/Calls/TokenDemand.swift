/// What a call needs of one bucket.
package struct TokenDemand: Sendable, Equatable {
  package var bucket: CallBucket
  package var limit: TokenBucket.Limit
  /// As many of these as are there, and at least the first number.
  package var counts: ClosedRange<Int>

  package init(_ bucket: CallBucket, _ limit: TokenBucket.Limit, _ counts: ClosedRange<Int> = 1...1) {
    self.bucket = bucket
    self.limit = limit
    self.counts = counts
  }
}
