#if Postgres
  import JobModel
  import JobTransactions

  /// Jobs that are stored many at once: those that depend on nothing but jobs that come with them.
  ///
  /// Others enqueue meanwhile; of two that bring the same new key, the second is undone and finds it when it is repeated.
  struct FastEnqueue {
    private let jobs: [NewJob]

    /// Nil where a job depends on one that is stored already.
    init?(_ jobs: [NewJob]) {
      let dependsOnStored = jobs.contains { job in
        if case .job = job.after?.target { return true }
        return false
      }
      guard !dependsOnStored, !jobs.isEmpty else { return nil }
      self.jobs = jobs
    }

    /// In an open transaction; nil where something depends on a job that a key names already, and nothing was written.
    ///
    /// Asks for what it needs to know in one round trip, or in two where keys say how many jobs are new; the rest goes
    /// with the commit.
    func run(_ transaction: StoreTransaction) async throws -> [EnqueuedJob]? {
      let given = try GivenSpecs(jobs)
      let asked = Set(jobs.flatMap { [$0.uniqueKey, $0.rivalKey].compactMap(\.self) })
      try await transaction.runUnanswered(GivenSpecs.insert, given.arguments)
      let found = try await transaction.rows(ofEach: [
        (GivenSpecs.known, given.arguments),
        asked.isEmpty ? (Self.nextIDs, ["count": jobs.count]) : (Self.keys, ["keys": Value.words(Array(asked))]),
      ])
      let specs = given.ids(found[0])
      let keys = asked.isEmpty ? [:] : KnownKey.byName(found[1])
      // Where the rows are, which have no ids yet: of those that are known already there is none.
      var rows: [Int?] = []
      var answers: [EnqueuedJob] = []
      var new: [Int] = []
      var own: [String: Int] = [:]
      for (index, job) in jobs.enumerated() {
        let spec = specs[index]
        if let key = job.uniqueKey, let twin = own[key] {
          guard specs[twin] == spec, jobs[twin].region == job.region, jobs[twin].deployment == job.deployment else {
            // Which job it is, is known once it is stored.
            return nil
          }
          rows.append(rows[twin])
          answers.append(EnqueuedJob(id: answers[twin].id, existing: true))
          continue
        }
        if let key = job.uniqueKey, let known = keys[key] {
          guard known.spec == spec, known.region == job.region, known.deployment == job.deployment else {
            throw StoreError.uniqueKeyConflict(key: key, job: known.job)
          }
          rows.append(nil)
          answers.append(EnqueuedJob(id: known.job, existing: true))
          continue
        }
        if let key = job.uniqueKey, let rival = job.rivalKey {
          if own[rival] != nil { return nil }
          if let known = keys[rival] { throw StoreError.rivalKeyInUse(key: key, rival: rival, job: known.job) }
        }
        if case .entry(let entry) = job.after?.target, rows[entry] == nil { return nil }
        if let key = job.uniqueKey { own[key] = index }
        rows.append(new.count)
        new.append(index)
        answers.append(EnqueuedJob(id: 0, existing: false))
      }
      let free = asked.isEmpty ? found[1] : try await transaction.rows(Self.nextIDs, ["count": new.count])
      let ids: [JobID] = free.map { $0[0] }
      try await insert(new, ids, specs, rows, transaction)
      for index in jobs.indices { if let row = rows[index] { answers[index].id = ids[row] } }
      return answers
    }

    // MARK: - Keys

    private struct KnownKey {
      var job: JobID
      var spec: Int64
      var region: String
      var deployment: String?

      /// - Parameter rows: what `keys` selects.
      static func byName(_ rows: [Row]) -> [String: KnownKey] {
        var known: [String: KnownKey] = [:]
        for row in rows { known[row[0]] = KnownKey(job: row[1], spec: row[2], region: row[3], deployment: row[4]) }
        return known
      }
    }

    private static let keys: SQL =
      "SELECT key, job, spec, region, deployment FROM unique_keys WHERE key IN (\(words: "keys"))"

    // MARK: - Jobs

    /// - Parameters:
    ///   - new: which of the jobs are stored.
    ///   - ids: theirs.
    ///   - rows: where among these each job is.
    private func insert(
      _ new: [Int], _ ids: [JobID], _ specs: [Int64], _ rows: [Int?], _ transaction: StoreTransaction
    ) async throws {
      guard !new.isEmpty else { return }
      var columns = EnqueueColumns(now: transaction.now)
      for index in new {
        let job = jobs[index]
        var after: JobID?
        if case .entry(let entry) = job.after?.target { after = rows[entry].map { ids[$0] } }
        columns.append(job, spec: specs[index], after: after)
      }
      try await transaction.runUnanswered(Self.insertJobs, columns.arguments(ids: ids))
      if columns.hasReady { transaction.effects.noteWork() }
      let keyed = new.indices.filter { jobs[new[$0]].uniqueKey != nil }
      if !keyed.isEmpty {
        try await transaction.runUnanswered(
          Self.insertKeys,
          [
            "keys": Value.words(keyed.compactMap { jobs[new[$0]].uniqueKey }),
            "jobs": Value.list(keyed.map { ids[$0] }),
            "now": transaction.now.rawValue,
          ])
      }
    }

    private static let nextIDs: SQL =
      "SELECT nextval(pg_get_serial_sequence('jobs', 'id')) FROM generate_series(1, CAST(:count AS bigint))"

    /// What may be empty is sent as an empty text, or as a number that is none of these.
    private static let insertJobs: SQL =
      """
      INSERT INTO jobs
        (id, kind, state, queue, priority, run_at, spec, region, deployment, after_job, after_condition, retry_for,
         max_failures, created_at, unblocked_at)
      SELECT id, kind, CASE WHEN after_job < 0 THEN 'ready' ELSE 'blocked' END, queue, priority, run_at, spec, region,
        CASE WHEN has_deployment = 1 THEN deployment END, nullif(after_job, -1), nullif(after_condition, ''), retry_for,
        max_failures, :now, CASE WHEN after_job < 0 THEN run_at END
      FROM unnest(CAST(:ids AS bigint[]), CAST(:kinds AS text[]), CAST(:queues AS text[]),
        CAST(:priorities AS bigint[]), CAST(:run_ats AS bigint[]), CAST(:specs AS bigint[]), CAST(:regions AS text[]),
        CAST(:deployments AS text[]), CAST(:has_deployments AS bigint[]), CAST(:after_jobs AS bigint[]),
        CAST(:conditions AS text[]), CAST(:retry_fors AS bigint[]), CAST(:most_failures AS bigint[]))
        AS given (id, kind, queue, priority, run_at, spec, region, deployment, has_deployment, after_job,
          after_condition, retry_for, max_failures)
      """

    private static let insertKeys: SQL =
      """
      INSERT INTO unique_keys (key, job, spec, region, deployment, created_at)
      SELECT given.key, jobs.id, jobs.spec, jobs.region, jobs.deployment, :now
      FROM unnest(CAST(:keys AS text[]), CAST(:jobs AS bigint[])) AS given (key, job) JOIN jobs ON jobs.id = given.job
      ORDER BY given.key
      """
  }
#endif
