import JobModel
import Logging

/// Brings back the jobs of workers that died.
struct RescueLoop: Sendable {
  /// A dead worker's jobs wait no longer than this after their leases ran out.
  private static let longestPause: Duration = .seconds(5)

  let context: WorkerContext
  let wake: WakeSignal

  func run() async {
    while !Task.isCancelled {
      do {
        let rescued = try await context.store.queue.rescue()
        if !rescued.isEmpty {
          context.logger.notice("jobs rescued from expired leases", metadata: ["jobs": "\(rescued)"])
          wake.signal()
        }
        try await context.clock.sleep(for: min(Self.longestPause, context.settings.lease / 3))
      } catch is CancellationError {
        return
      } catch {
        context.logger.error("rescue failed", metadata: ["error": "\(error)"])
        try? await context.clock.sleep(for: Self.longestPause)
      }
    }
  }
}
