package import AWSCore
package import JobModel
import LaunchPolicy
import Synchronization

/// Counts this process's calls until they are put where everybody can see them.
package final class CallMeter: Sendable {
  private struct Key: Hashable {
    let region: String
    let action: String
    let minute: Timestamp
  }
  private let now: @Sendable () -> Timestamp
  private let counts = Mutex<[Key: (calls: Int, throttled: Int)]>([:])

  package init(now: @escaping @Sendable () -> Timestamp = { Timestamp.now() }) { self.now = now }

  package func note(_ call: ObservedCall) {
    let key = Key(region: call.region, action: call.action, minute: now().minute)
    let isThrottled = call.code.map { ErrorTable.classes[$0] == .throttled } ?? false
    counts.withLock { counts in
      counts[key, default: (0, 0)].calls += 1
      if isThrottled { counts[key, default: (0, 0)].throttled += 1 }
    }
  }

  /// What was counted since the last time.
  func take() -> [CallCount] {
    let taken = counts.withLock { counts in
      defer { counts = [:] }
      return counts
    }
    // In one order by all: their rows are locked one after the other.
    return taken.map { key, count in
      CallCount(
        region: key.region, action: key.action, minute: key.minute, calls: count.calls, throttled: count.throttled)
    }.sorted { ($0.region, $0.action, $0.minute) < ($1.region, $1.action, $1.minute) }
  }
}
