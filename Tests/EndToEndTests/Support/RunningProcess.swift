import Subprocess
import Synchronization

/// A process while it runs: what it says, and a way to signal it.
struct RunningProcess: Sendable {
  let output = LineLog()
  let error = LineLog()
  let id: Int32
  private let signalling: @Sendable (Signal) throws -> Void

  init<Input, Output, Error>(_ execution: Execution<Input, Output, Error>) {
    id = execution.processIdentifier.value
    signalling = { try execution.send(signal: $0) }
  }

  /// One that has ended meanwhile is as good as signalled.
  func send(_ signal: Signal) { try? signalling(signal) }

  /// Asks it to end, as a service manager does.
  func stop() { send(.terminate) }
}
