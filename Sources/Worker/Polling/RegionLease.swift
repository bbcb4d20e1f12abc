import JobModel
import Synchronization

/// This process's claim to poll a region for all: written when it is taken, and again when a third of it is used.
final class RegionLease: Sendable {
  private let context: WorkerContext
  private let name: String
  /// Nil while it is somebody else's, for all we know.
  private let renewAt = Mutex<BootTime?>(nil)

  init(_ context: WorkerContext, region: String) {
    self.context = context
    name = Charge.polling(region: region).leaseName
  }

  /// Whether this process may look now. Costs nothing soon after it was taken, and a read while it is another's.
  func isHeld() async throws -> Bool {
    let now = context.boot()
    if let renewAt = renewAt.withLock({ $0 }) {
      if !renewAt.hasPassed(at: now) { return true }
    } else if try await !context.store.leases.isFree(name) {
      return false
    }
    let lease = context.settings.lease
    let isOurs = try await context.store.leases.acquire(name, holder: context.settings.id, lease: lease)
    renewAt.withLock { $0 = isOurs ? now + lease / 3 : nil }
    return isOurs
  }

  /// Lets another worker take over at once.
  func yield() async throws {
    guard renewAt.withLock({ $0 }) != nil else { return }
    try await context.store.leases.yield(name, holder: context.settings.id)
    // Where that failed it is still ours: nobody else's, and to be given up again.
    renewAt.withLock { $0 = nil }
  }
}
