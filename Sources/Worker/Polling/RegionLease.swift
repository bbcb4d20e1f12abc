import JobModel

/// This process's claim to poll a region for all: written when it is taken, and again when a third of it is used.
final class RegionLease {
  private let context: WorkerContext
  private let name: String
  /// Nil while it is somebody else's, for all we know.
  private var renewAt: BootTime?

  init(_ context: WorkerContext, region: String) {
    self.context = context
    name = Charge.polling(region: region).leaseName
  }

  /// Whether this process may look now. Costs nothing soon after it was taken, and a read while it is another's.
  func isHeld() async throws -> Bool {
    let now = context.boot()
    if let renewAt {
      if !renewAt.hasPassed(at: now) { return true }
    } else if try await !context.store.leases.isFree(name) {
      return false
    }
    let lease = context.settings.lease
    let isOurs = try await context.store.leases.acquire(name, holder: context.settings.id, lease: lease)
    renewAt = isOurs ? now + lease / 3 : nil
    return isOurs
  }

  /// Lets another worker take over at once.
  func yield() async throws {
    guard renewAt != nil else { return }
    renewAt = nil
    try await context.store.leases.yield(name, holder: context.settings.id)
  }
}
