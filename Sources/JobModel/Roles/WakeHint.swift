/// Tells workers that jobs may be ready, sooner than they would look. A hint may be lost: nothing rests on it.
package protocol WakeHint: Sendable {
  /// One element for every hint from another process, or for a burst of them, until the stream ends or is dropped; nil
  /// where none can be had, so that one has to look oneself.
  func hints() async -> AsyncStream<Void>?

  /// Sees to it that the streams that were given out hear on, where what carries hints was removed. Costs next to nothing
  /// where it was not.
  func renewHints() async -> HintRenewal
}

/// How hints stood, and stand now.
package enum HintRenewal: Sendable, Equatable {
  /// Nothing was to be done.
  case whole
  /// They are heard again; some may have been missed.
  case renewed
  /// They are not heard.
  case lost
}
