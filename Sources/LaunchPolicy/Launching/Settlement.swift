package import JobModel

/// What to do next about an open launch request: a pure function of its sends and the time.
///
/// The rules are those of never-twice: a refusal closes a request only if every send of it has a definitive answer;
/// otherwise the identical request is replayed, and a refusal of the replay is believed only after every unanswered
/// signature has expired and two looks, some time apart, found nothing.
///
/// What must have passed is measured by the clock that says less, what must not have passed by the one that says more:
/// a wall clock that is set makes geuse slower, never bolder.
package enum Settlement: Sendable, Equatable {
  /// Sign the stored bytes again and send them; where they may not go out now, look again by that time at the latest.
  case send(orLookBy: Timestamp? = nil)
  /// Ask EC2 by client token; what it says when it finds nothing is decided by `otherwise`.
  case lookUp(otherwise: Unfound)
  /// Nothing to do before that time.
  case hold(until: Timestamp)
  /// Nothing was launched, for the reason of the last refusal.
  case closeRefused
  /// Nothing was ever sent and there is no time left to.
  case closeUnsent

  package enum Unfound: Sendable, Equatable {
    case closeRefused
    case closeUnknown
    case hold(until: Timestamp)
    /// As `hold`, and this look is remembered as the first of the two.
    case holdAbsent(until: Timestamp)
  }

  package struct Limits: Sendable, Equatable {
    /// How long after its signature an unanswered send may still take effect, until lists show it included.
    package var ambiguityWindow: Duration
    /// How long lists may lag: the part of that window that follows the signature's own life, and how far the two looks
    /// lie apart.
    package var consistency: Duration
    /// How long after the first send a replay is still made: well within the life of a client token.
    package var replayLifetime: Duration
    /// How soon an ambiguous request is looked at again.
    package var pause: Duration
    /// How long a request is sent again that names what EC2 does not see yet.
    package var propagation: Duration

    /// - Parameter consistency: nil means a quarter of the window, as five minutes are of twenty.
    package init(
      ambiguityWindow: Duration = .seconds(20 * 60), consistency: Duration? = nil,
      replayLifetime: Duration = .seconds(12 * 3600), pause: Duration = .seconds(5),
      propagation: Duration = CallDecision.propagationLimit
    ) {
      self.ambiguityWindow = ambiguityWindow
      self.consistency = consistency ?? ambiguityWindow / 4
      self.replayLifetime = replayLifetime
      self.pause = pause
      self.propagation = propagation
    }

    /// How long EC2 takes a signature.
    package var signatureLifetime: Duration { ambiguityWindow - consistency }
  }

  /// - Parameters:
  ///   - sends: all sends so far, oldest first.
  ///   - refusal: the class of the last send's refusal, where it was refused.
  ///   - absentSince: when a look first found nothing.
  ///   - deadline: the latest of the members' deadlines.
  ///   - cancelled: nobody wants the instance any more: nothing is sent again, only looked up.
  ///   - parts: some of several members are cancelled, or late, and others are not: where nothing may have been launched
  ///     those go on without them.
  package static func next(
    sends: [LaunchSend], refusal: ErrorClass?, absentSince: Moment? = nil, now: Moment, deadline: Timestamp,
    cancelled: Bool, parts: Bool = false, limits: Limits
  ) -> Settlement {
    let wanted = !cancelled && now.wall <= deadline
    guard let first = sends.first, let last = sends.last else { return wanted && !parts ? .send() : .closeUnsent }
    let isBounded = refusal == .propagation && now.wall - sends.sameRefusalSince(last) > limits.propagation
    let mayReplay = wanted && !isBounded && first.signed.greatestAge(at: now) <= limits.replayLifetime
    let asksAgain = last.code == LaunchSend.terminatedToken || last.code == LaunchSend.mismatchedToken
    if sends.contains(where: \.tookEffect) {
      // What EC2 said it launched is never believed away: it is named by a replay, or looked for until the end.
      return mayReplay && !asksAgain ? .send() : lookingUp(after: last, now, limits)
    }
    if let newestUnresolved = sends.last(where: \.isUnresolved) {
      let age = newestUnresolved.signed.leastAge(at: now)
      // A refusal that would have come whatever the token did (a throttle, a bad key) says nothing of the older send.
      let isTelling = !resends(refusal) || age < limits.ambiguityWindow
      if last.answer == .refused, last.id > newestUnresolved.id, isTelling {
        // The replay was refused; an older signature may still be acted upon.
        return draining(
          age: age, absentSince: absentSince, sends: mayReplay && (refusal == .capacity || resends(refusal)), now: now,
          limits)
      }
      return mayReplay && !asksAgain ? .send() : lookingUp(after: newestUnresolved, now, limits)
    }

    switch last.answer {
    case _ where parts: return .closeRefused
    case .notSent: return wanted ? .send() : .closeRefused
    case .refused, .launched, .ambiguous, nil: return resends(refusal) && mayReplay ? .send() : .closeRefused
    }
  }

  /// Looks now and again until the window after that send is over; then nobody will ever know.
  private static func lookingUp(after send: LaunchSend, _ now: Moment, _ limits: Limits) -> Settlement {
    let left = limits.ambiguityWindow - send.signed.leastAge(at: now)
    return .lookUp(otherwise: left <= .zero ? .closeUnknown : .hold(until: now.wall + min(left, limits.pause)))
  }

  /// While an old signature may still be acted upon, replays of a capacity refusal are as good as new tries: they
  /// carry the same token. Once it has expired, two looks that find nothing end the request.
  /// - Parameters:
  ///   - age: of the newest unanswered signature.
  ///   - absentSince: when a look first found nothing.
  ///   - sends: whether replays go on meanwhile.
  private static func draining(
    age: Duration, absentSince: Moment?, sends: Bool, now: Moment, _ limits: Limits
  ) -> Settlement {
    let sinceExpiry = age - limits.signatureLifetime
    guard sinceExpiry >= .zero else {
      let expiry = now.wall - sinceExpiry
      return sends ? .send(orLookBy: expiry) : .hold(until: expiry)
    }
    // A look from before this signature expired says nothing about it.
    guard let absentSince, absentSince.greatestAge(at: now) <= sinceExpiry else {
      return .lookUp(otherwise: .holdAbsent(until: now.wall + limits.consistency))
    }
    let left = max(limits.consistency - absentSince.leastAge(at: now), limits.ambiguityWindow - age)
    guard left > .zero else { return .lookUp(otherwise: .closeRefused) }
    return sends ? .send(orLookBy: now.wall + left) : .hold(until: now.wall + left)
  }

  /// Refusals after which the same request is sent again, under the same token.
  private static func resends(_ refusal: ErrorClass?) -> Bool {
    switch refusal {
    case .throttled, .propagation, .credentials: true
    default: false
    }
  }
}

extension [LaunchSend] {
  /// When the first of those was signed that ended, one after the other, as the last one did.
  package func sameRefusalSince(_ last: LaunchSend) -> Timestamp {
    reversed().prefix { $0.code == last.code }.last?.signedAt ?? last.signedAt
  }
}
