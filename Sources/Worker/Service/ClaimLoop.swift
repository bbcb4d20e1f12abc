import JobModel
import Logging

/// Keeps as many units of work under way as there are free slots.
struct ClaimLoop: Sendable {
  private static let afterFailure: Duration = .seconds(5)

  let context: WorkerContext
  let held: HeldJobs
  let stop: WorkerStop
  let wake: WakeSignal

  /// Returns when asked to stop, when cancelled, or when nothing is left, after everything under way has ended.
  func run() async throws {
    let executor = Executor(context: context, stop: stop)
    try await withThrowingDiscardingTaskGroup { group in
      while !stop.isRequested, !Task.isCancelled {
        if let reason = context.rest.reason {
          if held.units == 0, context.settings.until != nil { stop.fail(WorkerBlocked(reason)) }
          await wake.wait(atMost: context.settings.idleDelay, clock: context.clock)
          continue
        }
        let free = context.settings.concurrency - held.units
        let claimed: [ClaimedJob]
        do {
          claimed = free > 0 ? try await claim(free) : []
          if claimed.isEmpty, held.units == 0, try await isDone() { break }
        } catch let blocked as WorkerBlocked {
          stop.fail(blocked)
          continue
        } catch StoreError.replaced(let path) {
          stop.fail(StoreError.replaced(path: path))
          continue
        } catch {
          // What is under way must not end with it: a full disk may be mended, a lock be let go.
          context.logger.error("no jobs could be claimed", metadata: ["error": "\(error)"])
          await wake.wait(atMost: Self.afterFailure, clock: context.clock)
          continue
        }
        guard !claimed.isEmpty else {
          await wake.wait(atMost: context.settings.idleDelay, clock: context.clock)
          continue
        }
        for unit in WorkUnit.split(claimed) {
          held.begin(unit.jobs)
          group.addTask {
            await executor.run(unit)
            held.end(unit.jobs)
            // What it finished may have made other jobs ready.
            wake.signal()
          }
        }
      }
    }
  }

  private func claim(_ limit: Int) async throws -> [ClaimedJob] {
    let settings = context.settings
    return try await context.store.queue.claim(
      Claim(
        holder: settings.id, limit: limit, lease: settings.lease, queues: settings.queues, only: settings.only))
  }

  private func isDone() async throws -> Bool {
    guard let until = context.settings.until else { return false }
    let left = try await context.store.catalog.backlog(queues: context.settings.queues, only: context.settings.only)
    switch left.verdict(waitsForAll: until == .drained) {
    case .done: return true
    case .goesOn: return false
    case .isHalted:
      // Ended meanwhile: what waited for that is work again.
      guard let halt = try await context.store.reconciliation.halts().first else { return false }
      throw WorkerBlocked(halt)
    case .isPaused:
      let pauses = try await context.store.catalog.pauses()
      guard !pauses.isEmpty else { return false }
      throw WorkerBlocked(pauses, jobs: left.paused + left.pausedLater + left.pausedElsewhere)
    }
  }
}
