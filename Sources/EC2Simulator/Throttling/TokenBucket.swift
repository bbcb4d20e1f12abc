import Foundation

/// Tokens that calls take and time gives back, at a steady rate up to a limit.
struct TokenBucket: Sendable, Equatable {
  let limit: BucketLimit
  private var tokens: Double
  private var filledAt: Date

  init(_ limit: BucketLimit, at now: Date) {
    self.limit = limit
    tokens = limit.burst
    filledAt = now
  }

  /// How many there are; a clock that goes back gives none and takes none.
  func tokens(at now: Date) -> Double {
    min(limit.burst, tokens + max(0, now.timeIntervalSince(filledAt)) * limit.refill)
  }

  /// Takes so many, down to none.
  mutating func take(_ count: Double, at now: Date) {
    tokens = max(0, tokens(at: now) - count)
    filledAt = max(filledAt, now)
  }
}
