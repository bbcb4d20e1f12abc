import JobModel
import Logging

/// Extends the leases of what this process holds, three times within each lease.
struct HeartbeatLoop: Sendable {
  let context: WorkerContext
  let held: HeldJobs

  func run() async {
    let settings = context.settings
    while !Task.isCancelled {
      do {
        try await context.clock.sleep(for: settings.lease / 3)
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
      } catch is CancellationError {
        return
      } catch {
        context.logger.error("heartbeat failed", metadata: ["error": "\(error)"])
      }
    }
  }
}
