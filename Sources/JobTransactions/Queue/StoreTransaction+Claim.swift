package import JobModel

extension StoreTransaction {
  package func claim(_ claim: Claim) async throws -> [ClaimedJob] {
    let queues = claim.queues.isEmpty ? nil : Value.words(claim.queues)
    let pauses = try await self.pauses().map(\.scope)
    let due =
      if let only = claim.only { try await duePlaces(among: only, queues: queues, for: claim) } else {
        try await duePlaces(pauses: pauses, for: claim)
      }
    guard !due.isEmpty else { return [] }
    // A set, because the first of a request's members may bring along others that are due themselves.
    let requests = Set(due.compactMap(\.openRequest))
    let members = try await requests.isEmpty ? [] : ids(Statements.Claim.members, [Value.list(requests)])
    let list = Value.list(Set(due.map(\.id)).union(members).sorted())
    let expires = boot + claim.lease

    let tokens = try await takeRequests(requests, holder: claim.holder, expires: expires)
    let reader = ClaimReader(self)
    var jobs: [(place: Place, job: ClaimedJob)] = []
    jobs.reserveCapacity(due.count)
    let rows = try await rows(
      Statements.Claim.take,
      [
        "holder": claim.holder, "boot_id": expires.bootID, "expires": expires.milliseconds, "now": now.rawValue,
        "ids": list,
      ])
    for row in rows {
      let job = try await reader.job(row, holder: claim.holder, expires: expires, requests: tokens)
      jobs.append((Place(priority: Int64(job.priority), runAt: row[17], id: job.id), job))
    }
    try await runUnanswered(Statements.Claim.beginAttempts, [now.rawValue, claim.holder, list])
    // RETURNING promises no order.
    return jobs.sorted { $0.place < $1.place }.map(\.job)
  }

  /// Due jobs of one kind: that of the first by (priority, run_at, id).
  private func duePlaces(pauses: [Pause.Scope], for claim: Claim) async throws -> [Place] {
    var first: (kind: JobKind, place: Place)?
    for kind in JobKind.allCases {
      guard let place = try await duePlaces(of: kind, queues: claim.queues, pauses: pauses, limit: 1).first else {
        continue
      }
      if first.map({ place < $0.place }) ?? true { first = (kind, place) }
    }
    guard let kind = first?.kind else { return [] }
    let places = try await duePlaces(
      of: kind, queues: claim.queues, pauses: pauses, limit: claim.places(of: kind))
    return try await together(places, of: kind, for: claim)
  }

  /// The first places, or those of as many batches as are asked for.
  private func together(_ places: [Place], of kind: JobKind, for claim: Claim) async throws -> [Place] {
    guard claim.isBatched, places.count > claim.limit else { return places }
    let list = Value.list(places.map(\.id))
    // Of one region so many places fill no more batches than there may be; launches differ in more than that.
    if kind != .launch, try await id(Statements.Claim.isOneRegion, [list]) == 1 { return places }
    var known: [JobID: JobBatch.Key] = [:]
    known.reserveCapacity(places.count)
    try await forEach(Statements.Claim.companions, [list]) { row in
      known[row[0]] = JobBatch.Key(kind, region: row[1], spec: row[2], deployment: row[3], request: row[4])
    }
    // Each was read in the same transaction.
    return JobBatch.split(places, batches: claim.limit) { known[$0.id]! }.flatMap(\.self)
  }

  /// Due jobs of one kind among these; where none of them is due, of what is to be settled or terminated.
  private func duePlaces(among only: [JobID], queues: Value?, for claim: Claim) async throws -> [Place] {
    let rows = try await rows(
      Statements.Claim.dueAmong, ["only": Value.list(only), "now": now.rawValue, "queues": queues])
    guard let first = rows.first else { return [] }
    let (word, isWanted): (String, Bool) = (first[1], first[5])
    let kind = try JobKind(stored: word)
    let places = rows.filter { $0[1] == word && $0[5] == isWanted }.prefix(claim.places(of: kind)).map {
      Place(priority: $0[2], runAt: $0[3], id: $0[0], openRequest: $0[4])
    }
    return try await together(places, of: kind, for: claim)
  }

  private func takeRequests(_ requests: Set<Int64>, holder: String, expires: BootTime) async throws -> [Int64: Int64] {
    var tokens: [Int64: Int64] = [:]
    for request in requests.sorted() {
      tokens[request] = try await id(
        Statements.Claim.takeRequest, [holder, expires.bootID, expires.milliseconds, request])
    }
    return tokens
  }
}

extension Claim {
  /// How many places in line are looked at: of launches, more than may go, for the next one's like may stand far behind; of
  /// others, no more than so many full batches hold.
  package func places(of kind: JobKind) -> Int {
    guard isBatched, limit > 0 else { return limit }
    return kind == .launch ? JobBatch.window : max(limit, min(limit * JobBatch.most(kind), JobBatch.window))
  }
}
