package import JobModel

/// What makes waits alike: instances of one type on the way to one goal, waited for from the beginning.
package struct WaitKind: Sendable, Hashable {
  package var instanceType: String
  package var goal: WaitSpec.Goal

  package init(instanceType: String, goal: WaitSpec.Goal) {
    self.instanceType = instanceType
    self.goal = goal
  }

  /// The name of the fact about a region that says how long such waits take.
  package var factName: String { "reached/\(goal.rawValue)/\(instanceType)" }
}

extension PollingJob {
  /// How long after its launch a wait may begin and still tell how long a boot takes.
  private static let fromTheBeginning: Duration = .seconds(30)

  /// Nil where this database did not launch the instance, or long before the wait.
  package var kind: WaitKind? {
    guard let rung else { return nil }
    let kind = WaitKind(instanceType: rung.instanceType, goal: spec.goal)
    // What is terminated may have lived for months.
    if spec.goal == .terminated { return kind }
    guard let recordedAt, startedAt - recordedAt <= Self.fromTheBeginning else { return nil }
    return kind
  }
}
