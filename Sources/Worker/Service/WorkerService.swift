import AWSCore
import JobModel
import LaunchPolicy
import Logging
import ServiceLifecycle

/// One worker process: claims, heartbeats, rescues and polls until it is told to stop or nothing is left.
package struct WorkerService: Service {
  private let context: WorkerContext

  package init(_ context: WorkerContext) { self.context = context }

  /// Ends by itself only with `--until-idle` or `--until-drained`. On graceful shutdown it takes no more work and
  /// finishes what it holds.
  /// - Throws: ``StoreError/boundElsewhere(bound:met:)``, and whatever makes the store unusable.
  package func run() async throws {
    let held = HeldJobs()
    let stop = WorkerStop()
    let wake = WakeSignal()
    let poller = Poller(context: context, stop: stop, wake: wake, deaths: ClosesOfferings(context: context))
    let hints = await context.store.wake.hints()
    let hearing = Hearing(hints == nil ? nil : context.store.wake, logger: context.logger)
    let roster = context.store.roster
    let settings = context.settings
    try await roster.join(WorkerRecord(settings, now: context.now()), lease: settings.lease)
    do {
      try await context.store.buckets.askAnew(heldBack: AWSError.heldBack)
    } catch {
      // They come back all the same, at the times that they were told.
      context.logger.warning("jobs that were held back were not woken", metadata: ["error": "\(error)"])
    }
    context.logger.info("worker started", metadata: ["concurrency": "\(settings.concurrency)"])
    context.notice?.ready("takes jobs")
    do {
      try await withGracefulShutdownHandler {
        try await withThrowingTaskGroup(of: Void.self) { group in
          // A flood of answers to decode must not come between a worker and its leases.
          group.addTask(priority: .high) { await HeartbeatLoop(context: context, held: held).run() }
          group.addTask { await RescueLoop(context: context, stop: stop, wake: wake).run() }
          group.addTask { await RestLoop(context: context, stop: stop, wake: wake).run() }
          group.addTask { await poller.run() }
          group.addTask { await MeterLoop(context: context).run() }
          if let hints {
            group.addTask {
              for await _ in hints {
                wake.signal()
                context.pollSignal.signal()
              }
            }
          }
          if let notice = context.notice {
            group.addTask { await WatchdogLoop(notice: notice, clock: context.clock).run() }
          }
          group.addTask { await ReconcileLoop(context: context, stop: stop, wake: wake).run() }
          try await ClaimLoop(context: context, held: held, stop: stop, wake: wake, hearing: hearing).run()
          group.cancelAll()
        }
      } onGracefulShutdown: {
        stop.request()
        context.notice?.stopping()
        wake.signal()
      }
    } catch {
      try? await roster.leave(settings.id)
      throw error
    }
    try await leave()
    context.logger.info("worker stopped")
    if let failure = stop.failure { throw failure }
  }

  /// - Throws: `WorkerBlocked` where the store does not hear it.
  private func leave() async throws {
    // It has been tried often enough: whoever stops this worker is not kept waiting.
    if context.outage.isOn { throw WorkerBlocked(context.outage, lease: context.settings.lease) }
    do {
      try await context.store.roster.leave(context.settings.id)
    } catch let error where error.isOutage {
      throw WorkerBlocked(context.outage, lease: context.settings.lease)
    }
  }
}

extension WorkerRecord {
  init(_ settings: WorkerSettings, now: Timestamp) {
    self.init(
      id: settings.id, host: settings.host, processID: settings.processID, queues: settings.queues,
      concurrency: settings.concurrency, isFollower: settings.only != nil, startedAt: now, lastSeenAt: now)
  }
}
