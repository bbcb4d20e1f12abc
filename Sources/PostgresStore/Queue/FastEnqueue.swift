#if Postgres
  import JobModel
  import JobTransactions

  /// Jobs that are stored many at once: those that depend on nothing but jobs that come with them.
  ///
  /// Others enqueue meanwhile; of two that bring the same new key, the second is undone and finds it when it is repeated.
  struct FastEnqueue {
    private let jobs: [NewJob]
    private let given: GivenSpecs
    private let keys: [String]

    /// Who names the same machines once by this key and once by its numbered ones takes turns, by what they have in common.
    private let rivals: [String]
    /// The server has room for so many locks of one transaction, whatever else goes on.
    private static let mostRivals = 50

    /// Nil where a job depends on one that is stored already, and where there are too many keys with rivals.
    init?(_ jobs: [NewJob]) throws {
      let dependsOnStored = jobs.contains { job in
        if case .job = job.after?.target { return true }
        return false
      }
      guard !dependsOnStored, !jobs.isEmpty else { return nil }
      self.jobs = jobs
      given = try GivenSpecs(jobs)
      keys = Array(Set(jobs.flatMap { [$0.uniqueKey, $0.rivalKey].compactMap(\.self) }))
      rivals = Array(
        Set(jobs.compactMap { job in job.rivalKey.flatMap { rival in job.uniqueKey.map { min($0, rival) } } }))
      guard rivals.count <= Self.mostRivals else { return nil }
    }

    /// Whether it is known how many ids are needed before it is known which jobs are new.
    private var takesIDsAtOnce: Bool { keys.isEmpty }

    /// What is known of their specs and keys, and ids where it is known how many.
    var questions: [PostgresCommand] {
      var asked: [(SQL, Arguments)] = [(GivenSpecs.known, given.arguments)]
      if !rivals.isEmpty { asked.insert((Self.taking, ["keys": Value.words(rivals)]), at: 0) }
      if !keys.isEmpty { asked.append((Self.known, ["keys": Value.words(keys)])) }
      if takesIDsAtOnce { asked.append((Self.nextIDs, ["count": jobs.count])) }
      return asked.map { PostgresCommand($0.postgres, $1.values(for: $0)) }
    }

    /// In an open transaction; nil where something depends on a job that a key names already, and nothing was written.
    ///
    /// - Parameter answers: to the questions. The rest goes with the commit.
    func run(_ transaction: StoreTransaction, _ answers: [PostgresResult]) async throws -> [EnqueuedJob]? {
      let answers = answers.dropFirst(rivals.isEmpty ? 0 : 1).map(\.rows)
      let specs = try await storedSpecs(answers[0], transaction)
      let keys = keys.isEmpty ? [:] : KnownKey.byName(answers[1])
      let freeIDs = takesIDsAtOnce ? answers.last : nil
      // Where the rows are, which have no ids yet: of those that are known already there is none.
      var rows: [Int?] = []
      var enqueued: [EnqueuedJob] = []
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
          enqueued.append(EnqueuedJob(id: enqueued[twin].id, existing: true))
          continue
        }
        if let key = job.uniqueKey, let known = keys[key] {
          guard known.spec == spec, known.region == job.region, known.deployment == job.deployment else {
            throw StoreError.uniqueKeyConflict(key: key, job: known.job)
          }
          rows.append(nil)
          enqueued.append(EnqueuedJob(id: known.job, existing: true))
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
        enqueued.append(EnqueuedJob(id: 0, existing: false))
      }
      let ids: [JobID]
      if let freeIDs {
        ids = freeIDs.map { $0[0] }
      } else {
        ids = try await transaction.rows(Self.nextIDs, ["count": new.count]).map { $0[0] }
      }
      try await insert(new, ids, specs, rows, transaction)
      for index in jobs.indices { if let row = rows[index] { enqueued[index].id = ids[row] } }
      return enqueued
    }

    /// One id a job; those that are not there yet are stored.
    private func storedSpecs(_ known: [Row], _ transaction: StoreTransaction) async throws -> [Int64] {
      if let ids = given.ids(known) { return ids }
      try await transaction.runUnanswered(GivenSpecs.insert, given.arguments)
      guard let ids = given.ids(try await transaction.rows(GivenSpecs.known, given.arguments)) else {
        preconditionFailure("a spec is not there that was stored just now")
      }
      return ids
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

    /// In one order by all.
    private static let taking: SQL =
      """
      SELECT pg_advisory_xact_lock(number) FROM (
        SELECT DISTINCT hashtext('key ' || key) AS number FROM unnest(CAST(:keys AS text[])) AS given (key) ORDER BY 1) AS numbers
      """

    private static let known: SQL =
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
            "jobs": Value.ids(keyed.map { ids[$0] }),
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
