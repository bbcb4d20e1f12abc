package import JobModel

/// What to do next about an open launch request: a pure function of its sends and the time.
///
/// The rules are those of never-twice: a refusal closes a request only if every send of it has a definitive answer;
/// otherwise the identical request is replayed, and a refusal of the replay is believed only after every unanswered
/// signature has expired and a last look found nothing.
package enum Settlement: Sendable, Equatable {
  /// Sign the stored bytes again and send them.
  case send
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
  }

  package struct Limits: Sendable, Equatable {
    /// How long after its signature an unanswered send may still take effect.
    package var ambiguityWindow: Duration
    /// How long after the first send a replay is still made: well within the life of a client token.
    package var replayLifetime: Duration
    /// How soon an ambiguous request is looked at again.
    package var pause: Duration
    /// How long a request is sent again that names what EC2 does not see yet.
    package var propagation: Duration

    package init(
      ambiguityWindow: Duration = .seconds(20 * 60), replayLifetime: Duration = .seconds(12 * 3600),
      pause: Duration = .seconds(5), propagation: Duration = CallDecision.propagationLimit
    ) {
      self.ambiguityWindow = ambiguityWindow
      self.replayLifetime = replayLifetime
      self.pause = pause
      self.propagation = propagation
    }
  }

  /// - Parameters:
  ///   - sends: all sends so far, oldest first.
  ///   - deadline: the latest of the members' deadlines.
  ///   - refusal: the class of the last send's refusal, where it was refused.
  ///   - cancelled: nobody wants the instance any more: nothing is sent again, only looked up.
  package static func next(
    sends: [LaunchSend], refusal: ErrorClass?, now: Timestamp, deadline: Timestamp, cancelled: Bool, limits: Limits
  ) -> Settlement {
    let wanted = !cancelled && now <= deadline
    guard let first = sends.first, let last = sends.last else { return wanted ? .send : .closeUnsent }
    let isBounded = refusal == .propagation && now - sends.sameRefusalSince(last) > limits.propagation
    let mayReplay = wanted && !isBounded && now - first.signedAt <= limits.replayLifetime
    let asksAgain = last.code == LaunchSend.terminatedToken || last.code == LaunchSend.mismatchedToken
    if sends.contains(where: \.tookEffect) {
      // What EC2 said it launched is never believed away: it is named by a replay, or looked for until the end.
      return mayReplay && !asksAgain
        ? .send : lookingUp(until: last.signedAt + limits.ambiguityWindow, now: now, pause: limits.pause)
    }
    let newestUnresolved = sends.last(where: \.isUnresolved)

    if let newestUnresolved {
      let settledBy = newestUnresolved.signedAt + limits.ambiguityWindow
      // A refusal that would have come whatever the token did (a throttle, a bad key) says nothing of the older send.
      let isTelling = !resends(refusal) || now < settledBy
      if last.answer == .refused, last.id > newestUnresolved.id, isTelling {
        // The replay was refused; an older signature may still be acted upon.
        return now >= settledBy ? .lookUp(otherwise: .closeRefused) : draining(refusal, mayReplay, settledBy)
      }
      return mayReplay && !asksAgain ? .send : lookingUp(until: settledBy, now: now, pause: limits.pause)
    }

    switch last.answer {
    case .notSent: return wanted ? .send : .closeRefused
    case .refused, .launched, .ambiguous, nil: return resends(refusal) && mayReplay ? .send : .closeRefused
    }
  }

  /// Looks now and again until that time; then nobody will ever know.
  private static func lookingUp(until end: Timestamp, now: Timestamp, pause: Duration) -> Settlement {
    .lookUp(otherwise: now >= end ? .closeUnknown : .hold(until: min(end, now + pause)))
  }

  /// While an old signature may still be acted upon, replays of a capacity refusal are as good as new tries: they
  /// carry the same token.
  private static func draining(_ refusal: ErrorClass?, _ mayReplay: Bool, _ settledBy: Timestamp) -> Settlement {
    mayReplay && (refusal == .capacity || resends(refusal)) ? .send : .hold(until: settledBy)
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
