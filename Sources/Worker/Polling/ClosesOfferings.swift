import EC2
import JobModel
import LaunchPolicy
import Logging

/// Remembers an instance's death for want of capacity as what it is: a refusal of its offering.
struct ClosesOfferings: CapacityDeaths {
  let context: WorkerContext

  func instanceDied(_ instance: String, of rung: Rung, region: String, reason: StateReason?) async {
    guard let reason else { return }
    do {
      try await context.store.offerings.close([Refusal(death: reason, rung: rung, region: region)])
    } catch {
      context.report(error, "a closing could not be written", ["instance": "\(instance)"])
    }
  }
}
