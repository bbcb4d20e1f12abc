import JobModel
import Logging

/// Keeps as many units of work under way as there are free slots.
struct ClaimLoop: Sendable {
  private static let afterFailure: Duration = .seconds(5)

  let context: WorkerContext
  let held: HeldJobs
  let stop: WorkerStop
  let wake: WakeSignal
  let hearing: Hearing

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
          claimed = free > 0 ? try await context.store.queue.claim(claim(free)) : []
          if free > 0 { context.hearStore() }
          if claimed.isEmpty, held.units == 0, try await isDone() { break }
        } catch let blocked as WorkerBlocked {
          stop.fail(blocked)
          continue
        } catch let error as StoreError where error.isForGood {
          stop.fail(error)
          continue
        } catch {
          // What is under way must not end with it: a full disk may be mended, a lock be let go.
          context.report(error, "no jobs could be claimed")
          await wake.wait(atMost: Self.afterFailure, clock: context.clock)
          continue
        }
        guard !claimed.isEmpty else {
          if await hearing.renew() { continue }
          await wake.wait(atMost: await delay(), clock: context.clock)
          continue
        }
        for unit in WorkUnit.split(claimed) {
          held.begin(unit.jobs)
          group.addTask { await work(unit, executor) }
        }
      }
    }
  }

  /// A slot goes from one unit to the next, which it claims as it writes what became of the last.
  private func work(_ first: WorkUnit, _ executor: Executor) async {
    var units = [first]
    while let unit = units.first {
      units.removeFirst()
      let isLast = units.isEmpty
      let claimed = await executor.run(unit) { isLast && mayClaim ? claim(1) : nil }
      let next = WorkUnit.split(claimed)
      for unit in next { held.begin(unit.jobs) }
      units += next
      held.end(unit.jobs)
      // What it finished may have made other jobs ready.
      wake.signal()
    }
  }

  private var mayClaim: Bool { !stop.isRequested && !Task.isCancelled && context.rest.reason == nil }

  private func claim(_ batches: Int) -> Claim {
    let settings = context.settings
    return Claim(
      holder: settings.id, limit: batches, isBatched: true, lease: settings.lease, queues: settings.queues,
      only: settings.only)
  }

  /// Until when nothing happens unless somebody says so.
  private func delay() async -> Duration {
    let hearsHints = hearing.isWhole
    // Nobody says when the last job has ended, which one that is to end with it waits for.
    let longest =
      hearsHints && context.settings.until == nil ? context.settings.safetyDelay : context.settings.idleDelay
    // Where every slot is taken there is nothing to claim, whatever is due.
    guard hearsHints, held.units < context.settings.concurrency,
      let next = try? await context.store.queue.nextRunAt(
        queues: context.settings.queues, only: context.settings.only)
    else { return longest }
    return min(longest, max(.milliseconds(10), next - context.now()))
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
