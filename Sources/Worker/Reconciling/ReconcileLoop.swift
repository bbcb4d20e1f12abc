import JobModel
import Logging

/// Compares now and again, for all workers, what EC2 has with what is on record: also where nothing is launched any more,
/// an instance that came late must be found.
struct ReconcileLoop: Sendable {
  private static let look: Duration = .seconds(15)

  let context: WorkerContext

  func run() async {
    while !Task.isCancelled {
      guard (try? await context.clock.sleep(for: min(Self.look, context.settings.reconcileInterval))) != nil else {
        return
      }
      // A worker that rests has no say in it.
      guard context.pause.reason == nil else { continue }
      for region in await context.reconciler.dueRegions() {
        do {
          let isOurs = try await context.store.leases.acquire(
            "reconcile/\(region)", holder: context.settings.id, lease: context.settings.reconcileInterval)
          if isOurs { _ = try await context.reconciler.halt(of: region) }
        } catch is CancellationError {
          return
        } catch {
          context.logger.warning(
            "instances could not be compared", metadata: ["region": "\(region)", "error": "\(error)"])
        }
      }
    }
  }
}

extension RegionHalt {
  var metadata: Logger.Metadata {
    ["region": "\(region)", "instances": "\(instanceIDs)", "since": "\(since)"]
  }
}
