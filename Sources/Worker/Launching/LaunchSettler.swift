import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Logging

/// Carries one open launch request as far as it can be carried now; every decision is `Settlement`'s.
struct LaunchSettler {
  /// How often the same bytes go out within one claim: once, and once more where the first had no clear outcome.
  private static let sendsPerClaim = 2

  let context: WorkerContext
  let client: any EC2API
  var request: LaunchRequest
  let fence: Fence
  let jobs: [ClaimedJob]
  let spec: LaunchSpec
  var calls = 0
  private var sends = 0

  init(
    context: WorkerContext, client: any EC2API, request: LaunchRequest, fence: Fence, jobs: [ClaimedJob],
    spec: LaunchSpec, calls: Int = 0
  ) {
    self.context = context
    self.client = client
    self.request = request
    self.fence = fence
    self.jobs = jobs
    self.spec = spec
    self.calls = calls
  }

  mutating func run() async throws {
    // Somebody learned of its instances without being allowed to decide.
    if request.instances.count == request.count, !request.instances.isEmpty {
      return try await close(.settled, instances: request.instances, members: succeeded(request.instances))
    }
    while true {
      switch nextStep() {
      case .send:
        guard maySendNow() else { return try await hold(until: context.now() + pause()) }
        guard try await send() else { return }
      case .lookUp(let otherwise):
        guard try await lookUp(otherwise) else { return }
      case .hold(let until):
        return try await hold(until: until)
      case .closeRefused, .closeUnsent:
        return try await closeRefused()
      }
    }
  }

  private func nextStep() -> Settlement {
    Settlement.next(
      sends: request.sends, refusal: refusal.map { ErrorClass($0) }, now: context.now(),
      deadline: jobs.map(\.deadline).max() ?? context.now(), cancelled: jobs.allSatisfy(\.cancelRequested),
      limits: context.settings.settlement)
  }

  /// What the last send ended with, as the error it was.
  private var refusal: AWSError? {
    guard let last = request.sends.last, let code = last.code else { return nil }
    return AWSError(
      action: "RunInstances", origin: last.origin, code: code, message: last.message ?? "", requestID: last.requestID,
      status: last.status, region: request.region)
  }

  private func maySendNow() -> Bool {
    guard sends > 0 else { return true }
    guard sends < Self.sendsPerClaim, let last = request.sends.last else { return false }
    return last.isUnresolved || refusal.map { ErrorClass($0) } == .credentials
  }

  private func pause() -> Duration {
    RefusalDecision.pause(refusal.map { ErrorClass($0) } ?? .ambiguous, sends: request.sends.count)
  }

  // MARK: - Sending

  /// - Returns: false once the request is closed or lost.
  private mutating func send() async throws -> Bool {
    guard let query = EncodedQuery(body: request.parameters) else {
      throw StoreError.unusable(path: "launch request \(request.uuid)", reason: "its stored parameters cannot be read")
    }
    let signed: SignedQuery
    do {
      signed = try await client.sign(query)
    } catch {
      try await hold(until: context.now() + RefusalDecision.pause(.credentials, sends: 1), error)
      return false
    }
    CrashPoint.signed.reach()
    let signedAt = Timestamp(signed.signedAt)
    let id = try await context.store.ledger.recordSend(fence, signedAt: signedAt, worker: context.settings.id)
    CrashPoint.recorded.reach()
    guard try await context.store.ledger.holds(fence) else { throw StoreError.leaseLost(fence) }
    sends += 1
    calls += 1
    do {
      let reservation = try await client.runInstances(signed)
      CrashPoint.answered.reach()
      try await note(id, signedAt, SendAnswer(.launched, requestID: reservation.requestID, status: 200))
      try await settle(reservation.instances)
      return false
    } catch let error as AWSError {
      CrashPoint.answered.reach()
      try await note(id, signedAt, SendAnswer(error))
      if ErrorClass(error) == .credentials { await context.regions.refreshCredentials() }
      return true
    }
  }

  private mutating func note(_ id: Int64, _ signedAt: Timestamp, _ answer: SendAnswer) async throws {
    try await context.store.ledger.recordAnswer(id, answer)
    request.sends.append(
      LaunchSend(
        id: id, signedAt: signedAt, answer: answer.answer, code: answer.code, message: answer.message,
        requestID: answer.requestID, status: answer.status))
    CrashPoint.noted.reach()
  }

  // MARK: - Looking

  /// Asks EC2 what exists under the token: it may add instances, never prove their absence.
  /// - Returns: whether to go on.
  private mutating func lookUp(_ otherwise: Settlement.Unfound) async throws -> Bool {
    calls += 1
    let found: [Instance]
    do {
      found = try await client.describeInstances(
        ids: [], filters: [EC2Filter("client-token", [request.clientToken])])
    } catch let error {
      try await hold(until: context.now() + max(pause(), .seconds(5)), error)
      return false
    }
    if !found.isEmpty {
      try await settle(found)
      return false
    }
    switch otherwise {
    case .closeRefused: try await closeRefused()
    case .closeUnknown: try await closeUnknown()
    case .hold(let until): try await hold(until: until)
    }
    return false
  }

  // MARK: - Ending

  private func settle(_ instances: [Instance]) async throws {
    let launched = instances.map { LaunchedInstance(ordinal: $0.amiLaunchIndex, resource: EC2Resource($0)) }
    var members = LaunchMembers.unfilled(jobs, launched: instances.count, now: context.now())
    for instance in instances where request.members.indices.contains(instance.amiLaunchIndex) {
      let job = request.members[instance.amiLaunchIndex]
      members[job] = InstanceFate.outcome(instance, job: job)
    }
    try await close(.settled, instances: launched, members: members)
  }

  private func succeeded(_ instances: [LaunchedInstance]) -> [JobID: JobOutcome] {
    var members: [JobID: JobOutcome] = [:]
    for instance in instances where request.members.indices.contains(instance.ordinal) {
      members[request.members[instance.ordinal]] = .succeed(.resource(instance.resource))
    }
    return members
  }

  private func closeRefused() async throws {
    var members: [JobID: JobOutcome] = [:]
    for job in jobs {
      members[job.id] = LaunchMembers.refused(
        job, refusal.map { LaunchAdvice.describe($0, job: job.id, spec: spec, rung: request.rung) }, now: context.now(),
        random: context.random())
    }
    try await close(.refused, members: members)
  }

  private func closeUnknown() async throws {
    var members: [JobID: JobOutcome] = [:]
    for job in jobs {
      members[job.id] = job.cancelRequested ? .release : .fail(.launchOutcomeUnknown(request, job: job.id))
    }
    try await close(.unknown, members: members)
  }

  private func close(
    _ state: LaunchRequest.State, instances: [LaunchedInstance] = [], members: [JobID: JobOutcome]
  ) async throws {
    let accepted = try await context.store.ledger.close(
      LaunchClosing(
        request: fence, state: state, instances: instances, members: members, rung: request.rung, calls: calls))
    CrashPoint.closed.reach()
    guard accepted else { throw StoreError.leaseLost(fence) }
    for (job, outcome) in members { context.logger.log(outcome, job: job) }
  }

  /// Leaves the request open and gives its jobs back until then.
  private func hold(until: Timestamp, _ error: AWSError? = nil) async throws {
    let shown =
      (error ?? refusal).map { LaunchAdvice.describe($0, job: jobs[0].id, spec: spec, rung: request.rung) }
      ?? .launchInFlight(request, until: until)
    let held = try await context.store.ledger.hold(
      fence, until: until, error: shown, rung: request.rung, calls: calls)
    guard held else { throw StoreError.leaseLost(fence) }
    context.logger.notice(
      "launch request stays open",
      metadata: ["request": "\(request.uuid)", "code": "\(shown.code)", "until": "\(until)"])
  }
}
