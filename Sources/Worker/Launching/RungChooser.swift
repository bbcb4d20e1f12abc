import EC2
import JobModel
import LaunchPolicy

/// Finds the rung that a launch takes now, and has the one try at what was closed where that is needed.
struct RungChooser: Sendable {
  let offerings: any OfferingMemory
  let region: String
  let now: @Sendable () -> Timestamp

  struct Chosen: Sendable {
    var choice: LadderChoice
    var closings: [Closing]
  }

  /// - Parameter prober: who has the try, once it is had; one a launch, not one a process.
  func choose(_ ladder: Ladder, prober: String, lease: Duration) async throws -> Chosen {
    var taken: Set<ClosingKey> = []
    while true {
      let closings = try await offerings.closings(region: region)
      let choice = LadderChoice.choose(ladder, closings: closings, now: now(), taken: taken)
      guard case .take(_, let probing) = choice, !probing.isEmpty else {
        return Chosen(choice: choice, closings: closings)
      }
      let isOurs = try await offerings.takeProbe(
        region: region, keys: probing, holder: prober, lease: lease)
      if isOurs { return Chosen(choice: choice, closings: closings) }
      taken.formUnion(probing)
    }
  }

  /// What would be chosen, without a claim on it.
  func preview(_ ladder: Ladder) async throws -> Chosen {
    let closings = try await offerings.closings(region: region)
    return Chosen(choice: .choose(ladder, closings: closings, now: now()), closings: closings)
  }
}
