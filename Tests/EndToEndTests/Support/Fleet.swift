import Subprocess
import Synchronization
import Testing

/// Workers in numbered slots; one that is killed is replaced until all have ended by themselves.
final class Fleet: Sendable {
  private struct State {
    var living: [Int: RunningProcess] = [:]
    /// Kills for slots that were empty: the next worker there dies of it.
    var owed: Set<Int> = []
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
        group.addTask { while try await self.work(in: slot) == .signaled(9) { self.state.withLock { $0.killed += 1 } } }
      }
      try await group.waitForAll()
    }
  }

  func kill(slot: Int) {
    state.withLock { state in
      guard let process = state.living.removeValue(forKey: slot) else {
        state.owed.insert(slot)
        return
      }
      process.send(.kill)
    }
  }

  private func work(in slot: Int) async throws -> TerminationStatus {
    let ended = try await sandbox.during(GeuseBinary.path, arguments) { process in
      let isOwed = state.withLock { state in
        state.living[slot] = process
        return state.owed.remove(slot) != nil
      }
      if isOwed { kill(slot: slot) }
      _ = await process.error.wait { _ in false }
      state.withLock { _ = $0.living.removeValue(forKey: slot) }
    }.finished
    if ended.status != .signaled(9) { ended.exits(0) }
    return ended.status
  }
}
