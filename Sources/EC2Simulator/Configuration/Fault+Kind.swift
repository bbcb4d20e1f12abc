extension Fault {
  /// What goes wrong.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The call is refused with a code, a status and a message.
    case refuse
    /// RequestLimitExceeded, HTTP 503.
    case throttle
    /// InternalError, HTTP 500.
    case internalError = "internal_error"
    /// Unavailable, HTTP 503.
    case unavailable
    /// A page of HTML with HTTP 503, as a proxy or a load balancer sends it.
    case html
    /// A status, a content type and bytes of one's own.
    case answer
    /// The connection is closed and the call has no effect.
    case dropBefore = "drop_before"
    /// The call takes effect, then the connection is closed without an answer.
    case dropAfter = "drop_after"
    /// Nothing comes back until the connection is closed after the delay.
    case hang
    /// The answer breaks off.
    case truncate
    /// Some of the answer's bytes are changed.
    case garble
    /// The call takes effect at once and the answer comes after the delay.
    case slow
    /// The connection is closed at once and the call takes effect after the delay.
    case late
    /// The call is refused for want of capacity; sent again under its token it launches, capacity or not.
    case refuseThenLaunch = "refuse_then_launch"
    /// A look-up by client token shows only some of the instances.
    case partialView = "partial_view"
    /// The call is answered as if its key belonged to another account.
    case otherAccount = "other_account"
  }

  enum Effect: Equatable {
    case never, now, later
  }

  /// When the call does its work.
  var effect: Effect {
    switch kind {
    case .late: .later
    case .dropBefore, .throttle, .refuseThenLaunch: .never
    case .refuse, .internalError, .unavailable, .html, .answer, .hang: takesEffect == true ? .now : .never
    case .dropAfter, .truncate, .garble, .slow, .partialView, .otherAccount: .now
    }
  }
}

extension Fault.Kind {
  /// Whether the caller gets no answer at all.
  var isDrop: Bool { [.dropBefore, .dropAfter, .late, .hang].contains(self) }
}
