import JobModel
import Logging

/// Puts what this process asked of EC2 where status can see it, every few seconds and once more at the end.
struct MeterLoop: Sendable {
  private static let rhythm: Duration = .seconds(5)

  let context: WorkerContext

  func run() async {
    while !Task.isCancelled {
      try? await context.clock.sleep(for: Self.rhythm)
      let counts = context.meter.take()
      guard !counts.isEmpty else { continue }
      do {
        try await context.store.calls.count(counts)
      } catch {
        // Figures for people: nothing hangs on them.
        context.logger.debug("calls could not be counted", metadata: ["error": "\(error)"])
      }
    }
  }
}
