import Synchronization

/// Names that come up by turns: one that was not reached comes up again before the others.
final class Turns: Sendable {
  private let waiting: Mutex<[String]>

  init(_ names: [String]) { waiting = Mutex(names) }

  /// The one whose turn it is; none of the others has it until it is given back.
  func take() -> String? {
    waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  func giveBack(_ name: String, reached: Bool) {
    waiting.withLock { $0.insert(name, at: reached ? $0.endIndex : 0) }
  }
}
