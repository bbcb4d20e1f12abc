import AWSCore
import JobModel
import LaunchPolicy
import Logging

/// Sees a worker out of its rest: asks every minute who its credentials are, and lets it go on once they work.
struct RestLoop: Sendable {
  private static let look: Duration = .seconds(1)

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal

  func run() async {
    // On the boot clock: a wall clock that is set back must not make the rest longer.
    var asksAt: BootTime?
    while !Task.isCancelled {
      if context.rest.reason == nil {
        asksAt = nil
      } else if let due = asksAt, due.hasPassed(at: context.boot()) {
        asksAt = await ask() ? nil : context.boot() + WorkerRestState.length
      } else {
        asksAt = asksAt ?? context.boot() + WorkerRestState.length
      }
      guard (try? await context.clock.sleep(for: Self.look)) != nil else { return }
    }
  }

  /// - Returns: whether the credentials work again.
  private func ask() async -> Bool {
    do {
      try await context.regions.confirmAfresh()
    } catch let error as StoreError {
      if case .boundElsewhere = error { stop.fail(error) }
      wake.signal()
      return false
    } catch let error as AWSError {
      // Whatever else is wrong, it is not the credentials that work waits for.
      guard ErrorClass(error) == .credentials else { return await goOn() }
      await context.beginRest(error)
      return false
    } catch {
      return false
    }
    return await goOn()
  }

  private func goOn() async -> Bool {
    context.rest.end()
    await context.showRest()
    context.logger.notice("credentials work again, worker goes on")
    wake.signal()
    return true
  }
}
