import JobModel

/// One attempt as JSON shows it.
struct AttemptView: Encodable {
  let attempt: Attempt

  init(_ attempt: Attempt) { self.attempt = attempt }

  enum CodingKeys: String, CodingKey {
    case number, worker, rung, calls, outcome, code, message
    case startedAt = "started_at"
    case finishedAt = "finished_at"
    case errorClass = "class"
    case requestID = "request_id"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(attempt.number, forKey: .number)
    try container.encode(attempt.startedAt, forKey: .startedAt)
    try container.encode(attempt.finishedAt, forKey: .finishedAt)
    try container.encode(attempt.worker, forKey: .worker)
    try container.encode(attempt.rung, forKey: .rung)
    try container.encode(attempt.calls, forKey: .calls)
    try container.encode(attempt.outcome, forKey: .outcome)
    try container.encode(attempt.error?.code, forKey: .code)
    try container.encode(attempt.error?.errorClass, forKey: .errorClass)
    try container.encode(attempt.error?.message, forKey: .message)
    try container.encode(attempt.error?.requestID, forKey: .requestID)
  }
}

/// An error as JSON shows it.
struct ErrorView: Encodable {
  let error: JobError

  init(_ error: JobError) { self.error = error }

  enum CodingKeys: String, CodingKey {
    case code, message, hint
    case errorClass = "class"
    case requestID = "request_id"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(error.code, forKey: .code)
    try container.encode(error.errorClass, forKey: .errorClass)
    try container.encode(error.message, forKey: .message)
    try container.encode(error.hint, forKey: .hint)
    try container.encode(error.requestID, forKey: .requestID)
  }
}
