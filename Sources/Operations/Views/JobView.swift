package import JobModel

/// A job as JSON shows it: the outside contract, field by field. What is not known is null, never left out.
package struct JobView: Encodable, Sendable {
  private let job: JobRecord
  private let now: Timestamp
  private let state: ShownState
  private let showsUserData: Bool
  /// Set by enqueuing verbs: whether the unique key already named this job.
  private let existing: Bool?
  /// Set by a requeue that only shows what it would change.
  private let changes: ChangePreview?
  /// Set where one job is asked for: what it hangs together with.
  private var page: JobPage?

  package init(
    _ job: JobRecord, now: Timestamp, showsUserData: Bool = false, existing: Bool? = nil,
    changes: ChangePreview? = nil
  ) {
    self.job = job
    self.now = now
    self.state = job.shownState(at: now)
    self.showsUserData = showsUserData
    self.existing = existing
    self.changes = changes
  }

  /// The same with what surrounds it.
  package init(_ page: JobPage, now: Timestamp, showsUserData: Bool = false) {
    self.init(page.job, now: now, showsUserData: showsUserData)
    self.page = page
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case id, kind, state, queue, priority, failures, rescues, deadline, after, deployment, region, spec, result, error
    case attempts, existing, changes, chain, orders, pause
    case maxFailures = "max_failures"
    case runAt = "run_at"
    case createdAt = "created_at"
    case startedAt = "started_at"
    case finishedAt = "finished_at"
    case uniqueKey = "unique_key"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(job.id, forKey: .id)
    try container.encode(job.kind, forKey: .kind)
    try container.encode(state, forKey: .state)
    try container.encode(job.queue, forKey: .queue)
    try container.encode(job.priority, forKey: .priority)
    try container.encode(job.failures, forKey: .failures)
    try container.encode(job.maxFailures, forKey: .maxFailures)
    try container.encode(job.rescues, forKey: .rescues)
    try container.encode(job.runAt, forKey: .runAt)
    try container.encode(job.deadline, forKey: .deadline)
    try container.encode(job.createdAt, forKey: .createdAt)
    try container.encode(job.startedAt, forKey: .startedAt)
    try container.encode(job.finishedAt, forKey: .finishedAt)
    try container.encode(job.uniqueKey, forKey: .uniqueKey)
    try container.encode(job.after, forKey: .after)
    try container.encode(job.deployment, forKey: .deployment)
    try container.encode(job.region, forKey: .region)
    try container.encode(SpecView(job.spec, showsUserData: showsUserData), forKey: .spec)
    try container.encode(job.shownResult.map(ResultView.init), forKey: .result)
    try container.encode(job.error.map(ErrorView.init), forKey: .error)
    try container.encode(job.attempts.map(AttemptView.init), forKey: .attempts)
    try container.encodeIfPresent(existing, forKey: .existing)
    try container.encodeIfPresent(changes, forKey: .changes)
    guard let page else { return }
    try container.encode(
      page.chain.map { Link(id: $0.id, kind: $0.kind, state: $0.shownState(at: now)) }, forKey: .chain)
    try container.encode(page.orders.map(OrderView.init), forKey: .orders)
    try container.encode(page.pause.map(PauseView.init), forKey: .pause)
  }

  /// A job of the chain.
  private struct Link: Encodable {
    let id: JobID
    let kind: JobKind
    let state: ShownState
  }
}

extension JobRecord {
  /// What it left behind; an instance that is gone is not shown in the state that it was left in.
  package var shownResult: JobResult? {
    guard instanceGoneAt != nil, case .resource(var resource) = result else { return result }
    resource.state = "terminated"
    return .resource(resource)
  }
}
