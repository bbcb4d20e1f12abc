import JobModel
import Logging

/// Brings back the jobs of workers that died.
struct RescueLoop: Sendable {
  /// A dead worker's jobs wait no longer than this after their leases ran out.
  static let longestPause: Duration = .seconds(5)

  /// How long after a look the next one is made.
  static func pause(lease: Duration) -> Duration { min(longestPause, lease / 3) }

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal

  func run() async {
    while !Task.isCancelled {
      do {
        let rescued = try await context.store.queue.rescue()
        if !rescued.isEmpty {
          context.logger.notice("jobs rescued from expired leases", metadata: ["jobs": "\(rescued)"])
          wake.signal()
        }
        try await context.clock.sleep(for: Self.pause(lease: context.settings.lease))
      } catch is CancellationError {
        return
      } catch let error as StoreError {
        // Also of a worker that rests, and so claims nothing.
        if case .replaced = error {
          stop.fail(error)
          return wake.signal()
        }
        await pause(error)
      } catch {
        await pause(error)
      }
    }
  }

  private func pause(_ error: any Error) async {
    context.logger.error("rescue failed", metadata: ["error": "\(error)"])
    try? await context.clock.sleep(for: Self.longestPause)
  }
}
