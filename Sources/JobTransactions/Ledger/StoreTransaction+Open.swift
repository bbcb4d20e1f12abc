import JobModel

extension StoreTransaction {
  func open(_ new: NewLaunchRequest) async throws -> (request: LaunchRequest, fence: Fence)? {
    guard try await membersAreLaunchable(new.members), let lease = try await commonLease(of: new.members.map(\.id))
    else {
      return nil
    }
    let id = try await insert(
      Statements.Ledger.insertRequest,
      [
        new.uuid, new.clientToken, new.region, JSONText.encode(new.rung), new.parameters, new.members.count,
        now.rawValue, lease.holder, lease.expires.bootID, lease.expires.milliseconds,
      ])
    for (ordinal, member) in new.members.enumerated() {
      try await runUnanswered(Statements.Ledger.insertMember, [id, ordinal, member.id])
      try await runUnanswered(Statements.Ledger.attach, [id, member.id])
    }
    return try await launchRequest(id).map { ($0, Fence(id: id, token: 1)) }
  }

  func launchRequest(_ id: Int64) async throws -> LaunchRequest? {
    let found = try await rows(ofEach: [
      (Statements.Ledger.request, [id]), (Statements.Ledger.members, [id]), (Statements.Ledger.sends, [id]),
      (Statements.Ledger.instances, [id]),
    ])
    guard let row = found[0].first else { return nil }
    return LaunchRequest(
      id: id, uuid: row[0], clientToken: row[1], region: row[2], rung: try JSONText.decode(Rung.self, from: row[3]),
      parameters: row[4], state: try LaunchRequest.State(stored: row[5]), openedAt: row.timestamp(6),
      members: found[1].map { $0[0] }, sends: try found[2].map(LaunchSend.init),
      instances: try found[3].map(LaunchedInstance.init),
      absentSince: row.momentIfAny(7))
  }

  /// Ends members that were cancelled meanwhile; true where every member is still held and wants its instance.
  private func membersAreLaunchable(_ members: [Fence]) async throws -> Bool {
    var launchable = !members.isEmpty
    for found in try await rows(ofEach: members.map { (Statements.Finish.held, [$0.id, $0.token]) }) {
      guard let job = try found.first.map(HeldJob.init), job.state == .running, job.kind == .launch,
        job.openRequest == nil
      else {
        launchable = false
        continue
      }
      if job.cancelRequested {
        launchable = false
        _ = try await carryOut(.cancel(result: nil, error: nil), on: job, calls: 0, rung: nil)
      }
    }
    return launchable
  }

  /// The members' lease, up to the first of them to expire; nil where they are not in one hand.
  private func commonLease(of members: [JobID]) async throws -> (holder: String, expires: BootTime)? {
    let leases = try await rows(ofEach: members.map { (Statements.Ledger.lease, [$0]) }).compactMap(\.first)
    guard let holder: String = leases.first?[0], leases.allSatisfy({ $0[0] == holder }) else { return nil }
    let expires = leases.map { BootTime(bootID: $0[1], milliseconds: $0[2]) }
    return expires.min { $0.milliseconds < $1.milliseconds }.map { (holder, $0) }
  }
}

extension LaunchSend {
  /// - Parameter row: what `Statements.Ledger.sends` selects.
  init(_ row: Row) throws {
    let answer: String? = row[2]
    self.init(
      id: row[0], signedAt: row.timestamp(1), signedBoot: row.bootTimeIfAny(7),
      answer: try answer.map(Answer.init(stored:)), code: row[3], message: row[4], requestID: row[5], status: row[6])
  }
}

extension LaunchedInstance {
  /// - Parameter row: what `Statements.Ledger.instances` selects.
  init(_ row: Row) throws {
    var resource = try JSONText.decode(EC2Resource.self, from: row[1])
    let goneAt: Int64? = row[2]
    // What was recorded at its launch may have ended since.
    if goneAt != nil { resource.state = "terminated" }
    self.init(ordinal: row[0], resource: resource)
  }
}
