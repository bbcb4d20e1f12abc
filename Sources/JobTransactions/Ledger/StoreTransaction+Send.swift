package import JobModel

extension StoreTransaction {
  func recordSend(_ request: Fence, signedAt: Timestamp, worker: String) async throws -> Int64 {
    let send = try await insertIfAny(
      Statements.Ledger.insertSend,
      [
        "worker": worker, "signed_at": signedAt.rawValue, "boot_id": boot.bootID, "now": boot.milliseconds,
        "id": request.id, "token": request.token,
      ])
    guard let send else { throw StoreError.leaseLost(request) }
    return send
  }

  /// Whether the lease is ours and has time left on the boot clock.
  package func holds(_ request: Fence) async throws -> Bool {
    try await id(Statements.Ledger.isHeldNow, [request.id, request.token, boot.bootID, boot.milliseconds]) != nil
  }

  func noteAbsence(_ request: Fence) async throws {
    try await runUnanswered(
      Statements.Ledger.noteAbsence, [now.rawValue, boot.bootID, boot.milliseconds, request.id, request.token])
  }

  func recordAnswer(_ send: Int64, _ answer: SendAnswer) async throws {
    try await runUnanswered(
      Statements.Ledger.answer,
      [now.rawValue, answer.answer.rawValue, answer.status, answer.code, answer.message, answer.requestID, send])
  }
}
