#if Postgres
  import JobModel
  import JobTransactions

  /// New jobs column by column, as one statement takes them.
  struct EnqueueColumns {
    private let now: Timestamp
    private var kinds: [String] = []
    private var queues: [String] = []
    private var priorities: [Int64] = []
    private var runAts: [Int64] = []
    private var specs: [Int64] = []
    private var regions: [String] = []
    private var deployments: [String?] = []
    private var afterJobs: [JobID?] = []
    private var conditions: [String] = []
    private var retryFors: [Int64] = []
    private var mostFailures: [Int64] = []

    init(now: Timestamp) { self.now = now }

    /// Whether one of them depends on nothing.
    var hasReady: Bool { afterJobs.contains(nil) }

    mutating func append(_ job: NewJob, spec: Int64, after: JobID?) {
      kinds.append(job.spec.kind.rawValue)
      queues.append(job.queue)
      priorities.append(Int64(job.priority))
      runAts.append(max(job.runAt ?? now, now).rawValue)
      specs.append(spec)
      regions.append(job.region)
      deployments.append(job.deployment)
      afterJobs.append(after)
      conditions.append(job.after?.condition.rawValue ?? "")
      retryFors.append(job.retryFor.milliseconds)
      mostFailures.append(Int64(job.maxFailures))
    }

    func arguments(ids: [JobID]) -> Arguments {
      [
        "ids": Value.ids(ids), "kinds": Value.words(kinds), "queues": Value.words(queues),
        "priorities": Value.ids(priorities), "run_ats": Value.ids(runAts), "specs": Value.ids(specs),
        "regions": Value.words(regions), "deployments": Value.words(deployments.map { $0 ?? "" }),
        "has_deployments": Value.ids(deployments.map { $0 == nil ? 0 : 1 }),
        "after_jobs": Value.ids(afterJobs.map { $0 ?? -1 }), "conditions": Value.words(conditions),
        "retry_fors": Value.ids(retryFors), "most_failures": Value.ids(mostFailures), "now": now.rawValue,
      ]
    }
  }
#endif
