/// What a bucket says to who wants tokens.
package enum TokenAnswer: Sendable, Equatable {
  case granted(TokenReservation)
  /// Nothing was taken; after that time there should be tokens, also for all who were told so before.
  case refused(comeBackAfter: Duration)
}

/// Tokens that were taken, some perhaps before they are there.
package struct TokenReservation: Sendable, Equatable {
  /// How many of each bucket that was asked.
  package var counts: [Int]
  /// How long to wait with the call.
  package var delay: Duration
  package var madeAt: BootTime

  package init(counts: [Int], delay: Duration, madeAt: BootTime) {
    self.counts = counts
    self.delay = delay
    self.madeAt = madeAt
  }
}
