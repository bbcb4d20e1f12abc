import Synchronization

/// Lines as they come in, and those who wait for some of them.
final class LineLog: Sendable {
  typealias Condition = @Sendable ([String]) -> Bool
  private struct State {
    var lines: [String] = []
    var hasEnded = false
    var waiters: [(condition: Condition, continuation: CheckedContinuation<Bool, Never>)] = []
  }
  private let state = Mutex(State())

  var lines: [String] { state.withLock(\.lines) }
  var text: String { lines.map { $0 + "\n" }.joined() }

  func append(_ line: String) { change { $0.lines.append(line) } }
  func end() { change { $0.hasEnded = true } }

  /// Returns once the lines are so; false where they ended without.
  func wait(_ condition: @escaping Condition) async -> Bool {
    await withCheckedContinuation { continuation in
      change { $0.waiters.append((condition, continuation)) }
    }
  }

  /// The first line that has this in it; nil where none came before the end.
  func line(containing text: String) async -> String? {
    _ = await wait { $0.contains { $0.contains(text) } }
    return lines.first { $0.contains(text) }
  }

  private func change(_ body: (inout State) -> Void) {
    let done = state.withLock { state in
      body(&state)
      var done: [(CheckedContinuation<Bool, Never>, Bool)] = []
      state.waiters.removeAll { waiter in
        let isMet = waiter.condition(state.lines)
        guard isMet || state.hasEnded else { return false }
        done.append((waiter.continuation, isMet))
        return true
      }
      return done
    }
    for (continuation, isMet) in done { continuation.resume(returning: isMet) }
  }
}
