/// The traces of all processes, put in order by what they are about.
struct History: Sendable {
  struct Request: Sendable {
    let uuid: String
    /// Job ids by ordinal.
    let members: [Int]
    let place: String
  }
  /// Requests by uuid. An opening is traced before it is committed, so that none is missing here that was ever sent.
  private(set) var requests: [String: Request] = [:]
  /// How requests ended, by id: with which state and instances, where that was accepted.
  private(set) var closings: [Int: (state: String, instances: Set<String>, place: String)] = [:]
  /// By uuid.
  private(set) var requestIDs: [String: Int] = [:]
  private(set) var decisions: [Decision] = []
  private(set) var orders: [Order] = []
  private(set) var kinds: [Int: String] = [:]
  private(set) var dependencies: [Int: Int] = [:]
  private(set) var rescues: [Int: Int] = [:]
  /// By job, then token: when somebody was first seen to hold it, no sooner than it was claimed.
  private(set) var sightings: [Int: [Int: Int]] = [:]
  /// The same by request.
  private(set) var requestSightings: [Int: [Int: Int]] = [:]
  /// Claims of a job under one token, where there are two.
  private(set) var doubleClaims: [String] = []
  private(set) var brokenLines = 0
  private(set) var events: [String: Int] = [:]

  private var claims: Set<TraceRecord.Fence> = []
  /// Under which tokens the members of a request were claimed with it.
  private var memberTokens: [TraceRecord.Fence: [Int: Int]] = [:]

  init(_ traces: [ProcessTrace]) {
    // Members' tokens stand in claims and openings, which may be in any file before or after the decisions.
    for trace in traces { readRights(trace) }
    for trace in traces { readDecisions(trace) }
  }

  private mutating func readRights(_ trace: ProcessTrace) {
    brokenLines += trace.broken
    let results = trace.results
    for record in trace.records {
      if record.phase != .result { events[record.event, default: 0] += 1 }
      switch (record.event, record.phase) {
      case ("claimed", .fact):
        for job in record.facts.jobs ?? [] { addClaim(of: job, record, trace) }
      case ("enqueued", .fact):
        for job in record.facts.jobs ?? [] {
          kinds[job.job] = job.kind
          // Another that only has to end takes nobody along.
          if job.condition == "success" { dependencies[job.job] = job.after }
        }
      case ("taken-over", .fact):
        if let uuid = record.facts.uuid { requestIDs[uuid] = record.facts.id }
      case ("rescued", .fact):
        for job in record.facts.jobs ?? [] { rescues[job.job, default: 0] += 1 }
      case ("open", .intent):
        let members = record.facts.members ?? []
        let uuid = record.facts.uuid ?? ""
        requests[uuid] = Request(uuid: uuid, members: members.map(\.job), place: trace.place(record))
        for member in members { see(member.job, token: member.token, at: record.boot) }
        if let fence = results[record.step]?.facts.request {
          requestIDs[uuid] = fence.id
          see(request: fence, at: results[record.step]?.boot ?? record.boot)
          for member in members { memberTokens[fence, default: [:]][member.job] = member.token }
        }
      case ("finish", .intent):
        for job in record.facts.jobs ?? [] { see(job.job, token: job.token, at: record.boot) }
      default: break
      }
    }
  }

  private mutating func addClaim(of job: TracedJob, _ record: TraceRecord, _ trace: ProcessTrace) {
    kinds[job.job] = job.kind
    guard let token = job.token else { return }
    if !claims.insert(TraceRecord.Fence(id: job.job, token: token)).inserted {
      doubleClaims.append(
        "job \(job.job) was claimed twice under token \(token), the second time at \(trace.place(record))")
    }
    see(job.job, token: token, at: record.boot)
    if let request = job.request {
      see(request: request, at: record.boot)
      memberTokens[request, default: [:]][job.job] = token
    }
  }

  private mutating func see(_ job: Int, token: Int?, at boot: Int) {
    guard let token else { return }
    sightings[job, default: [:]][token] = min(boot, sightings[job]?[token] ?? .max)
  }

  private mutating func see(request: TraceRecord.Fence, at boot: Int) {
    requestSightings[request.id, default: [:]][request.token] =
      min(boot, requestSightings[request.id]?[request.token] ?? .max)
  }

  private mutating func readDecisions(_ trace: ProcessTrace) {
    let results = trace.results
    for record in trace.records where record.phase == .intent {
      let result = results[record.step]
      let place = trace.place(record)
      switch record.event {
      case "finish":
        for (index, job) in (record.facts.jobs ?? []).enumerated() {
          add(job, token: job.token, nil, record, result.fate(index), place)
        }
      case "close":
        guard let request = record.facts.request else { continue }
        if case .accepted = result.fate(0) {
          closings[request.id] = (
            record.facts.state ?? "", Set((record.facts.instances ?? []).map(\.id)), place
          )
        }
        for job in record.facts.members ?? [] {
          add(job, token: memberTokens[request]?[job.job], request, record, result.fate(0), place)
        }
      case "hold":
        guard let request = record.facts.request else { continue }
        for (job, token) in memberTokens[request] ?? [:] {
          decisions.append(
            Decision(
              job: job, token: token, outcome: "hold", code: nil, instance: nil, request: request, begun: record.boot,
              fate: result.fate(0), place: place))
        }
      case "relaunch":
        guard let wait = record.facts.wait else { continue }
        let effect = result?.facts.effect
        decisions.append(
          Decision(
            job: wait.id, token: wait.token, outcome: effect == "relaunched" ? "relaunch" : "fail", code: nil,
            instance: nil, request: nil, begun: record.boot,
            fate: effect.map { $0 == "lease-lost" ? .refused : .accepted } ?? (result == nil ? .unknown : .refused),
            place: place))
        if effect != "lease-lost", let launch = result?.facts.launch {
          orders.append(
            Order(
              verb: "relaunch", job: launch, keepsInstance: false, effect: effect, begun: record.boot,
              ended: result?.boot))
        }
      case "cancel", "requeue":
        let effects = result?.facts.jobs.map { Dictionary($0.map { ($0.job, $0.effect) }) { first, _ in first } }
        for job in record.facts.jobs ?? [] where result?.facts.failure == nil {
          orders.append(
            Order(
              verb: record.event, job: job.job, keepsInstance: record.facts.keepInstance ?? false,
              effect: effects?[job.job] ?? nil, begun: record.boot, ended: result?.boot))
        }
      default: break
      }
    }
  }

  private mutating func add(
    _ job: TracedJob, token: Int?, _ request: TraceRecord.Fence?, _ record: TraceRecord, _ fate: Decision.Fate,
    _ place: String
  ) {
    decisions.append(
      Decision(
        job: job.job, token: token, outcome: job.outcome ?? "", code: job.code, instance: job.instance,
        request: request, begun: record.boot, fate: fate, place: place))
  }
}

extension ProcessTrace {
  fileprivate var results: [Int: TraceRecord] {
    Dictionary(records.filter { $0.phase == .result }.map { ($0.step, $0) }) { first, _ in first }
  }

  fileprivate func place(_ record: TraceRecord) -> String { "\(name) step \(record.step)" }
}

extension TraceRecord? {
  /// What is known of the acceptance of the decision at that index.
  fileprivate func fate(_ index: Int) -> Decision.Fate {
    guard let self else { return .unknown }
    // A store that threw may have committed all the same.
    guard let accepted = self.facts.accepted, accepted.indices.contains(index) else { return .unknown }
    return accepted[index] ? .accepted : .refused
  }
}
