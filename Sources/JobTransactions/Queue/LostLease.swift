import JobModel

/// A running job whose holder is gone, and what becomes of it.
struct LostLease {
  var id: JobID
  var token: Int64
  var holder: String
  var bootID: String
  var openRequest: Int64?
  var rescues: Int
  var cancelRequested: Bool
  var attempt: Int

  init(_ row: Row) {
    id = row[0]
    token = row[1]
    holder = row[2]
    bootID = row[3]
    openRequest = row[4]
    rescues = row[5]
    cancelRequested = row[6]
    attempt = row[7]
  }

  /// Ready again, cancelled as it was asked to, or failed as poison. An open request is settled first, always.
  var end: JobState {
    if openRequest != nil { return .ready }
    if cancelRequested { return .cancelled }
    return rescues + 1 >= JobDefaults.maxRescues ? .failed : .ready
  }

  func attemptError(at now: BootTime) -> JobError {
    let how = bootID == now.bootID ? "did not renew it in time" : "held it when the machine was restarted"
    return JobError(
      code: "LeaseExpired", class: .poison, message: "worker \(holder) had lease \(token) and \(how)",
      hint: "geuse status \(id) --attempts")
  }

  var poisonError: JobError {
    JobError(
      code: "TooManyRescues", class: .poison,
      message: "its workers ended \(rescues + 1) times while they held it, the last of them \(holder)",
      hint: "geuse status \(id) --attempts shows where; then geuse requeue \(id)")
  }
}
