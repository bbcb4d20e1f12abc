import Synchronization

/// Why a worker stops taking work: it was asked to, or it cannot go on.
final class WorkerStop: Sendable {
  private struct State {
    var isRequested = false
    var failure: (any Error)?
  }
  private let state = Mutex(State())

  var isRequested: Bool { state.withLock { $0.isRequested } }
  var failure: (any Error)? { state.withLock { $0.failure } }

  func request() { state.withLock { $0.isRequested = true } }

  func fail(_ error: any Error) {
    state.withLock {
      $0.isRequested = true
      if $0.failure == nil { $0.failure = error }
    }
  }
}
