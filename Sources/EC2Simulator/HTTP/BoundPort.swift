import Synchronization

/// The port that the server was given: known once, waited for by many.
final class BoundPort: Sendable {
  private enum State {
    case open(waiters: [Int: CheckedContinuation<Int, any Error>], next: Int)
    case resolved(Result<Int, any Error>)
  }

  private let state = Mutex(State.open(waiters: [:], next: 0))

  /// The first result stands; later ones change nothing.
  func resolve(_ result: Result<Int, any Error>) {
    let waiters = state.withLock { state -> [CheckedContinuation<Int, any Error>] in
      guard case .open(let waiters, _) = state else { return [] }
      state = .resolved(result)
      return Array(waiters.values)
    }
    for waiter in waiters { waiter.resume(with: result) }
  }

  func value() async throws -> Int {
    let id = state.withLock { state -> Int in
      guard case .open(let waiters, let next) = state else { return 0 }
      state = .open(waiters: waiters, next: next + 1)
      return next
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(continuation, id: id)
      }
    } onCancel: {
      abandon(id)
    }
  }

  private func wait(_ continuation: CheckedContinuation<Int, any Error>, id: Int) {
    let known = state.withLock { state -> Result<Int, any Error>? in
      switch state {
      case .resolved(let result): return result
      // The handler of a task that was cancelled before it came here has found nothing to abandon.
      case .open where Task.isCancelled: return .failure(CancellationError())
      case .open(var waiters, let next):
        waiters[id] = continuation
        state = .open(waiters: waiters, next: next)
        return nil
      }
    }
    if let known { continuation.resume(with: known) }
  }

  private func abandon(_ id: Int) {
    let waiter = state.withLock { state -> CheckedContinuation<Int, any Error>? in
      guard case .open(var waiters, let next) = state else { return nil }
      let waiter = waiters.removeValue(forKey: id)
      state = .open(waiters: waiters, next: next)
      return waiter
    }
    waiter?.resume(throwing: CancellationError())
  }
}
