import AWSCore
import JobModel
import LaunchPolicy
import Logging

/// Has this process's calls wait for their turn in the buckets that all processes share.
package struct Pacer: Sendable {
  /// How long a launch waits.
  static let longestLaunchWait: Duration = .seconds(5)
  /// How long any other call waits, and half a lease at most.
  static let longestWait: Duration = .seconds(30)

  let buckets: any TokenBuckets
  private let limits: CallLimits
  private let longestWait: Duration
  private let clock: any Clock<Duration>
  private let logger: Logger

  /// - Parameter clock: for sleeping only.
  init(buckets: any TokenBuckets, limits: CallLimits, lease: Duration, clock: any Clock<Duration>, logger: Logger) {
    self.buckets = buckets
    self.limits = limits
    // Who looks at instances under a lease must not wait beyond it.
    longestWait = min(Self.longestWait, lease / 2)
    self.clock = clock
    self.logger = logger
  }

  /// Nil where nothing is counted.
  func limit(of bucket: CallBucket) -> TokenBucket.Limit? { limits.limit(of: bucket) }

  /// What a call is made on.
  struct Turn: Sendable {
    /// The bucket that a refusal goes to; nil where nothing is counted.
    var bucket: CallBucket?
    var reservation: TokenReservation?
  }

  enum Answer: Sendable {
    case go(Turn)
    /// Not now: others are before it.
    case comeBack(after: Duration)
  }

  /// Waits for the turn of a call.
  /// - Parameters:
  ///   - wants: the bucket of its calls first, then that of the instances it is about, with how many of each.
  /// - Throws: what makes the store unusable, and `CancellationError`.
  ///   - keepsTime: whether the caller comes back when it is told to.
  func turn(
    _ wants: [(bucket: CallBucket, counts: ClosedRange<Int>)], region: String, longestWait: Duration? = nil,
    keepsTime: Bool = false
  ) async throws -> Answer {
    let demands = wants.compactMap { want in limit(of: want.bucket).map { TokenDemand(want.bucket, $0, want.counts) } }
    guard !demands.isEmpty else { return .go(Turn()) }
    var left = longestWait ?? self.longestWait
    while true {
      switch try await buckets.reserve(demands, region: region, longestWait: left, keepsTime: keepsTime) {
      case .refused(let time): return .comeBack(after: time)
      case .granted(let reservation):
        let turn = Turn(bucket: demands[0].bucket, reservation: reservation)
        guard reservation.delay > .zero else { return .go(turn) }
        logger.debug(
          "call waits for its turn",
          metadata: [
            "bucket": "\(demands[0].bucket)", "region": "\(region)",
            "milliseconds": "\(reservation.delay.milliseconds)",
          ])
        do {
          try await clock.sleep(for: reservation.delay)
          if try await buckets.stands(reservation, of: demands.map(\.bucket), region: region) { return .go(turn) }
        } catch {
          await giveBack(reservation, of: demands, region: region)
          throw error
        }
        // AWS has refused somebody meanwhile: the token of the call is not there. Those of instances are.
        await giveBack(reservation, of: demands.filter(\.bucket.countsInstances), region: region)
        left = max(.zero, left - reservation.delay)
      }
    }
  }

  /// Puts back what was taken of these buckets. Not worth failing a call for: what stays away comes with time.
  func giveBack(_ reservation: TokenReservation, of demands: [TokenDemand], region: String) async {
    for demand in demands {
      let count = demand.bucket.countsInstances ? reservation.counts.last ?? 1 : 1
      await giveBack(count, to: demand.bucket, demand.limit, region: region)
    }
  }

  func giveBack(_ count: Int, to bucket: CallBucket, _ limit: TokenBucket.Limit, region: String) async {
    do {
      try await buckets.giveBack(count, to: bucket, limit, region: region)
    } catch {
      logger.log(
        level: error.isOutage ? .debug : .warning, "tokens could not be given back",
        metadata: ["error": "\(error)", "bucket": "\(bucket)"])
    }
  }

  /// Hears what a call ended with: one that AWS refused for its number slows all processes, once.
  func hear(_ error: AWSError, _ turn: Turn) async {
    guard ErrorClass(error) == .throttled, error.origin == .envelope, let bucket = turn.bucket,
      let reservation = turn.reservation, let limit = limit(of: bucket)
    else { return }
    logger.notice("calls are made more slowly", metadata: ["bucket": "\(bucket)", "region": "\(error.region)"])
    do {
      try await buckets.throttle(bucket, limit, region: error.region, reservedAt: reservation.madeAt)
    } catch {
      // The call itself is dealt with by who made it.
      logger.log(
        level: error.isOutage ? .debug : .warning, "a bucket could not be slowed",
        metadata: ["error": "\(error)", "bucket": "\(bucket)"])
    }
  }
}
