/// All that the judge goes by: what EC2 has, what the processes wrote down, and what producers were told.
struct Evidence: Sendable {
  struct Instance: Sendable {
    let id: String
    /// The tag `geusemaker:request`.
    let request: String?
    /// `amiLaunchIndex`.
    let ordinal: Int
    let recordedAt: String
    /// When it began to end; nil while it lives. RFC 3339 in UTC: texts order as times.
    let endedAt: String?
  }
  var instances: [Instance]
  /// How many instances the log of calls says were launched, late ones included.
  var launchedByCallLog: Int
  var traces: [ProcessTrace]
  /// The ids that producers printed.
  var told: Set<Int>
}

extension Evidence {
  init(_ state: SimulatorState, callLog: [String], traces: [ProcessTrace], told: Set<Int>) {
    instances = state.instances.map {
      Instance(
        id: $0.instanceId, request: $0.tags["geusemaker:request"], ordinal: $0.launchIndex, recordedAt: $0.launchTime,
        endedAt: $0.endedAt)
    }
    launchedByCallLog = callLog.reduce(0) { $0 + ($1.firstMatch(of: /"launched":(\d+)/).flatMap { Int($0.1) } ?? 0) }
    self.traces = traces
    self.told = told
  }
}
