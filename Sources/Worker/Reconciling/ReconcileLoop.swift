import JobModel
import Logging

/// Compares now and again, one worker for all, what EC2 has with what is on record: also where nothing is launched any
/// more, an instance that came late must be found.
struct ReconcileLoop: Sendable {
  private static let tick: Duration = .seconds(15)

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal

  func run() async {
    let interval = context.settings.reconcileInterval
    // A region that another worker has looked at is asked for again somewhat sooner than a whole interval: it may die.
    var notBefore: [String: Timestamp] = [:]
    while !Task.isCancelled {
      guard (try? await context.clock.sleep(for: min(Self.tick, interval))) != nil else { return }
      // A worker that rests has no say in it.
      guard context.rest.reason == nil else { continue }
      do {
        for region in try await context.store.reconciliation.launchRegions()
        where notBefore[region].map({ $0 <= context.now() }) ?? true {
          guard await context.reconciler.isDue(region) else { continue }
          let isOurs = try await context.store.leases.acquire(
            Charge.comparing(region: region).leaseName, holder: context.settings.id, lease: interval)
          if isOurs { _ = try await context.reconciler.halt(of: region) }
          notBefore[region] = context.now() + interval / 4
        }
      } catch let error as StoreError {
        if case .boundElsewhere = error {
          stop.fail(error)
          return wake.signal()
        }
        warn(error)
      } catch is CancellationError {
        return
      } catch {
        warn(error)
      }
    }
  }

  private func warn(_ error: any Error) {
    guard !error.isOutage else { return context.report(error, "instances could not be compared") }
    context.logger.warning("instances could not be compared", metadata: ["error": "\(error)"])
  }
}
