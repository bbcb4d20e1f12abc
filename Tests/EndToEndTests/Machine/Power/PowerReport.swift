/// What cuts of power did, and whether anything was lost or doubled.
struct PowerReport: Sendable, CustomStringConvertible {
  private(set) var cuts = 0
  private(set) var losses = PowerLoss.Losses()
  private(set) var told = 0
  private(set) var jobs = 0
  private(set) var instances = 0
  /// Jobs that a producer was told of and that are not there.
  private(set) var lost: [Int] = []
  private(set) var doubles: [String] = []
  /// Live instances that are no job's.
  private(set) var orphans: [String] = []
  var problems: [String] = []

  var isClean: Bool { lost.isEmpty && doubles.isEmpty && orphans.isEmpty && problems.isEmpty }

  mutating func add(_ round: PowerLoss.Losses) {
    cuts += 1
    losses.unsynced += round.unsynced
    losses.lost += round.lost
  }

  mutating func judge(told: [Int: String], jobs: [Job], _ state: SimulatorState) {
    self.told = told.count
    self.jobs = jobs.count
    instances = state.instances.count
    let keys = Dictionary(jobs.map { ($0.id, $0.uniqueKey) }) { first, _ in first }
    // The id alone would not do: one that was lost is given out again.
    lost = told.filter { keys[$0.key] != .some(.some($0.value)) }.keys.sorted()
    doubles = state.doubles.map { "\($0.key): \($0.instanceIds)" }
    for (instance, holders) in Dictionary(grouping: jobs, by: { $0.result?.instanceId }) where holders.count > 1 {
      if let instance { doubles.append("\(instance) is that of jobs \(holders.map(\.id))") }
    }
    orphans = Set(state.live.map(\.instanceId)).subtracting(jobs.instanceIDs).sorted()
    let states = jobs.states
    if states["succeeded"] != jobs.count { problems.append("not all jobs succeeded: \(states)") }
    let dead = Set(jobs.instanceIDs).subtracting(state.live.map(\.instanceId))
    if !dead.isEmpty { problems.append("succeeded without a live instance: \(dead.sorted())") }
  }

  var description: String {
    """
    \(cuts) cuts, \(losses.lost) of \(losses.unsynced) unsynced sectors and names dropped; \(told) jobs told, \
    \(jobs) stored, \(instances) instances; lost \(lost.count), doubles \(doubles.count), orphans \(orphans.count), \
    problems \(problems)
    """
  }
}
