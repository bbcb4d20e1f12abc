import JobModel
import Testing

/// A store under test and the shortest ways to use it.
struct Bench: Sendable {
  let store: any JobStore
  let clock: TurnedClock

  func enqueue(_ jobs: NewJob...) async throws -> [JobID] { try await enqueue(jobs) }

  func enqueue(_ jobs: [NewJob]) async throws -> [JobID] {
    try await store.enqueue(jobs).map(\.id)
  }

  func enqueueOne(_ job: NewJob = Sample.job()) async throws -> JobID {
    try await enqueue(job)[0]
  }

  func claim(
    _ limit: Int = 10, by holder: String = "a", lease: Duration = .seconds(30), queues: [String] = [],
    only: [JobID]? = nil
  ) async throws -> [ClaimedJob] {
    try await store.claim(Claim(holder: holder, limit: limit, lease: lease, queues: queues, only: only))
  }

  /// Claims so many jobs, where neither fewer nor more would do.
  func claim(exactly count: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws -> [ClaimedJob] {
    let jobs = try await claim(count)
    try #require(jobs.count == count, sourceLocation: sourceLocation)
    return jobs
  }

  /// Claims this job, with the other members of its open request.
  func take(
    _ id: JobID, by holder: String = "a", sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ClaimedJob {
    let jobs = try await claim(1, by: holder, only: [id])
    return try #require(jobs.first { $0.id == id }, sourceLocation: sourceLocation)
  }

  @discardableResult
  func finish(_ job: ClaimedJob, _ outcome: JobOutcome, calls: Int = 0, rung: Rung? = nil) async throws -> Bool {
    try await store.finish([JobFinish(job.fence, outcome, calls: calls, rung: rung)])[0]
  }

  /// Takes a job and ends it.
  func end(_ id: JobID, _ outcome: JobOutcome) async throws {
    _ = try await finish(take(id), outcome)
  }

  func record(
    _ id: JobID, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JobRecord {
    let jobs = try await store.jobs(Selection(ids: [id]), limit: nil, attempts: true)
    return try #require(jobs.first, sourceLocation: sourceLocation)
  }

  func state(_ id: JobID) async throws -> JobState { try await record(id).state }

  func states(_ ids: JobID...) async throws -> [JobState] {
    var states: [JobState] = []
    for id in ids { states.append(try await state(id)) }
    return states
  }

  func requeue(
    _ id: JobID, assumeNotLaunched: Bool = false, changes: LaunchChanges = LaunchChanges()
  ) async throws -> ControlResult.Effect {
    let options = RequeueOptions(assumeNotLaunched: assumeNotLaunched, changes: changes)
    return try await store.requeue([id], options: options)[0].effect
  }

  func cancel(_ id: JobID, keepInstance: Bool = false) async throws -> ControlResult.Effect {
    try await store.cancel([id], keepInstance: keepInstance)[0].effect
  }

  func jobs(_ selection: Selection = Selection()) async throws -> [JobRecord] {
    try await store.jobs(selection, limit: nil, attempts: false)
  }
}
