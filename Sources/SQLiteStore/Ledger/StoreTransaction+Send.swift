import GRDB
import JobModel

extension StoreTransaction {
  func recordSend(_ request: Fence, signedAt: Timestamp, worker: String) throws -> Int64 {
    let changed = try run(
      Statements.Ledger.insertSend,
      [
        "worker": worker, "signed_at": signedAt.rawValue, "boot_id": boot.bootID, "now": boot.milliseconds,
        "id": request.id, "token": request.token,
      ])
    guard changed == 1 else { throw StoreError.leaseLost(request) }
    return db.lastInsertedRowID
  }

  /// Whether the lease is ours and has time left on the boot clock.
  func holds(_ request: Fence) throws -> Bool {
    try id(Statements.Ledger.isHeldNow, [request.id, request.token, boot.bootID, boot.milliseconds]) != nil
  }

  func noteAbsence(_ request: Fence) throws {
    try run(
      Statements.Ledger.noteAbsence, [now.rawValue, boot.bootID, boot.milliseconds, request.id, request.token])
  }

  func recordAnswer(_ send: Int64, _ answer: SendAnswer) throws {
    try run(
      Statements.Ledger.answer,
      [now.rawValue, answer.answer.rawValue, answer.status, answer.code, answer.message, answer.requestID, send])
  }
}
