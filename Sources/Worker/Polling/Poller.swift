import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// Watches every instance that a wait is parked on: one process at a time for each region.
struct Poller: Sendable {
  /// How many ids DescribeInstanceStatus takes.
  static let idsPerCall = 100
  private static let looksPerRound = 1_000

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal
  /// Who closes the offerings of instances that died for want of capacity.
  let deaths: any CapacityDeaths

  /// Goes on until its task is cancelled, then lets another worker take over at once.
  func run() async {
    // A region whose last wait is over is no polling region any more; its lease is still ours.
    var watched: Set<String> = []
    await watch(&watched)
    await letGo(&watched)
  }

  private func letGo(_ watched: inout Set<String>) async {
    for region in watched { try? await context.store.leases.yield(leaseName(region), holder: context.settings.id) }
    watched = []
  }

  private func watch(_ watched: inout Set<String>) async {
    while !Task.isCancelled {
      let pause = min(context.settings.pollInterval / 4, .seconds(1))
      do {
        // While it rests, whoever has better credentials shall poll.
        if context.rest.reason != nil { await letGo(&watched) }
        // One region's trouble is no other's.
        for region in context.rest.reason == nil ? try await context.store.queue.pollingRegions() : [] {
          watched.insert(region)
          try await poll(region)
        }
      } catch let error as StoreError {
        if case .boundElsewhere = error {
          stop.fail(error)
          return wake.signal()
        }
        context.logger.error("polling failed", metadata: ["error": "\(error)"])
      } catch let error as AWSError {
        await context.beginRest(error)
      } catch {
        if error is CancellationError { return }
        context.logger.error("polling failed", metadata: ["error": "\(error)"])
      }
      try? await context.clock.sleep(for: pause)
    }
  }

  private func leaseName(_ region: String) -> String { Charge.polling(region: region).leaseName }

  private func poll(_ region: String) async throws {
    guard try await holdsLease(region) else { return }
    let due = try await context.store.queue.duePolls(region: region, limit: Self.looksPerRound)
    if !due.isEmpty { CrashPoint.pollDue.reach() }
    for part in due.chunks(of: Self.idsPerCall) {
      // A round may take longer than the lease: each call asks for it again.
      guard try await holdsLease(region) else { return }
      do {
        try await look(at: part, try await context.regions.client(for: region))
      } catch let error as AWSError where ErrorClass(error) == .credentials {
        // Another worker may have better ones: its looks come first.
        try await context.store.leases.yield(leaseName(region), holder: context.settings.id)
        throw error
      } catch let error as AWSError {
        try await putOff(part, error)
      }
    }
  }

  private func holdsLease(_ region: String) async throws -> Bool {
    try await context.store.leases.acquire(
      leaseName(region), holder: context.settings.id, lease: context.settings.lease)
  }
}
