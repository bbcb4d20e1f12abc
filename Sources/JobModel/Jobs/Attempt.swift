/// One try of a job: always a row, from the moment it is claimed.
package struct Attempt: Sendable, Equatable {
  package enum Outcome: String, Sendable, Codable, CaseIterable {
    case running, polling, succeeded, failed, retrying, released, rescued, cancelled
  }
  package var number: Int
  package var startedAt: Timestamp
  package var finishedAt: Timestamp?
  package var worker: String
  package var rung: Rung?
  /// EC2 calls made for it.
  package var calls: Int
  package var outcome: Outcome
  package var error: JobError?

  package init(
    number: Int, startedAt: Timestamp, finishedAt: Timestamp?, worker: String, rung: Rung?, calls: Int,
    outcome: Outcome, error: JobError?
  ) {
    self.number = number
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.worker = worker
    self.rung = rung
    self.calls = calls
    self.outcome = outcome
    self.error = error
  }
}
