#if Postgres
  import JobModel
  import JobTransactions

  extension FastClaim {
    /// What the statement gave.
    enum Answer {
      case taken([ClaimedJob])
      /// Nothing was taken: something else has to decide what is.
      case undecided
      /// Nothing was taken: others were about to take what came first.
      case contended
    }

    func answer(_ result: PostgresResult, specs: SpecCache, memory: LineMemory) async throws -> Answer {
      let rows = result.rows
      try note(rows, in: memory)
      if rows.first?[0] == true { return .undecided }
      // Where nothing was due there is one row, which is empty.
      let taken = rows.filter { ($0[1] as JobID?) != nil }
      if taken.isEmpty, rows.first?[25] == true { return .contended }
      let known = try await specs.specs(Set(taken.map { $0[2] as Int64 }))
      return .taken(try taken.map { try job($0, known) })
    }

    /// What the statement took, whether or not it can be read.
    static func taken(_ result: PostgresResult) -> [Fence] {
      result.rows.filter { ($0[1] as JobID?) != nil }.map { Fence(id: $0[1], token: $0[14]) }
    }

    private func job(_ row: Row, _ specs: [Int64: JobSpec]) throws -> ClaimedJob {
      let (spec, token): (Int64, Int64) = (row[2], row[14])
      let result: String? = row[19]
      let expires = BootTime(bootID: row[15], milliseconds: row[16])
      var job = ClaimedJob(
        // A foreign key keeps its spec.
        id: row[1], spec: specs[spec]!, region: row[3], deployment: row[4], queue: row[5], priority: row[6],
        attempt: row[7], refusals: row[8], failures: row[9], maxFailures: row[10],
        startedAt: Timestamp(rawValue: row[11]), deadline: Timestamp(rawValue: row[12]), cancelRequested: row[13],
        lease: Lease(holder: claim.holder, token: token, expiresAt: expires), openRequest: nil, dependencyID: row[17],
        dependencyResult: try result.map { try JobResult(kind: JobKind(stored: row[18]), json: $0) })
      job.specID = spec
      job.dependencyOutcomeIsUnknown = (row[20] as String?) == JobError.launchOutcomeUnknownCode
      return job
    }
  }
#endif
