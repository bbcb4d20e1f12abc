import JobModel
import Logging

/// Extends the leases of what this process holds, three times within each lease.
struct HeartbeatLoop: Sendable {
  let context: WorkerContext
  let held: HeldJobs

  func run() async {
    let rhythm = context.settings.lease / 3
    var took: Duration = .zero
    while !Task.isCancelled {
      do {
        // From beginning to beginning: one that had to wait does not put off the next.
        try await context.clock.sleep(for: max(rhythm - took, rhythm / 10))
        let began = ContinuousClock.now
        defer { took = ContinuousClock.now - began }
        try await beat()
      } catch is CancellationError {
        return
      } catch {
        context.report(error, "heartbeat failed")
      }
    }
  }

  private func beat() async throws {
    let settings = context.settings
    let fences = held.fences
    if !fences.isEmpty {
      let began = ContinuousClock.now
      let lost = try await context.store.queue.heartbeat(fences, holder: settings.id, lease: settings.lease)
      held.drop(lost)
      context.logger.debug(
        "leases extended",
        metadata: ["jobs": "\(fences.count)", "milliseconds": "\((ContinuousClock.now - began).milliseconds)"])
      // What ended between the snapshot and the heartbeat is no loss.
      if !lost.isEmpty { context.logger.debug("leases not extended", metadata: ["jobs": "\(lost.map(\.id))"]) }
    }
    try await context.store.roster.beat(settings.id, holding: fences.count, lease: settings.lease)
  }
}
