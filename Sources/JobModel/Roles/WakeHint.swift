/// Tells workers that jobs may be ready, sooner than they would look. A hint may be lost: nothing rests on it.
package protocol WakeHint: Sendable {
  /// One element for every hint from another process, or for a burst of them, until the stream ends or is dropped; nil
  /// where none can be had, so that one has to look oneself.
  func hints() async -> AsyncStream<Void>?
}
