import JobModel
import Logging

/// Brings back the jobs of workers that died.
struct RescueLoop: Sendable {
  /// A dead worker's jobs wait no longer than this after their leases ran out.
  static let longestDelay: Duration = .seconds(5)

  /// How long after a look the next one is made.
  static func delay(lease: Duration) -> Duration { min(longestDelay, lease / 3) }

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal

  func run() async {
    while !Task.isCancelled {
      do {
        let rescued = try await context.store.queue.rescue()
        if context.hearStore() { wake.signal() }
        if !rescued.isEmpty {
          context.logger.notice("jobs rescued from expired leases", metadata: ["jobs": "\(rescued)"])
          wake.signal()
        }
        try await context.clock.sleep(for: Self.delay(lease: context.settings.lease))
      } catch is CancellationError {
        return
      } catch let error as StoreError {
        // Also of a worker that rests, and so claims nothing.
        if error.isForGood {
          stop.fail(error)
          return wake.signal()
        }
        await delay(error)
      } catch {
        await delay(error)
      }
    }
  }

  private func delay(_ error: any Error) async {
    context.report(error, "rescue failed")
    try? await context.clock.sleep(for: Self.longestDelay)
  }
}
