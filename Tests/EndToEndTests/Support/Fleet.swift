import Subprocess
import Synchronization
import Testing

/// Workers in numbered slots; one that is killed is replaced until all have ended by themselves.
final class Fleet: Sendable {
  private struct State {
    var living: [Int: RunningProcess] = [:]
    /// Kills that met nobody alive: the next worker dies of one.
    var owed = 0
    var killed = 0
  }
  private let sandbox: Sandbox
  private let arguments: [String]
  private let state = Mutex(State())

  init(_ sandbox: Sandbox, arguments: [String]) {
    self.sandbox = sandbox
    self.arguments = arguments
  }

  /// How many workers died of a kill.
  var killed: Int { state.withLock(\.killed) }

  /// Returns once every slot's last worker has exited with 0.
  func work(slots: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for slot in 0..<slots {
        group.addTask {
          while try await self.work(in: slot) == .signaled(9) {
            try Task.checkCancellation()
            self.state.withLock { $0.killed += 1 }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Kills one of the living.
  /// - Parameter pick: any number; which one it means depends on how many there are.
  func kill(_ pick: Int) {
    state.withLock { state in
      let slots = state.living.keys.sorted()
      guard !slots.isEmpty else {
        state.owed += 1
        return
      }
      state.living.removeValue(forKey: slots[pick % slots.count])?.send(.kill)
    }
  }

  private func work(in slot: Int) async throws -> TerminationStatus {
    let ended = try await sandbox.during(GeuseBinary.path, arguments) { process in
      state.withLock { state in
        if state.owed > 0 {
          state.owed -= 1
          process.send(.kill)
        } else {
          state.living[slot] = process
        }
      }
      _ = await process.error.wait { _ in false }
      state.withLock { _ = $0.living.removeValue(forKey: slot) }
    }.finished
    if ended.status != .signaled(9) { ended.exits(0) }
    return ended.status
  }
}
