/// A worker's right to decide about a job, until it expires.
package struct Lease: Sendable, Hashable {
  /// The worker that holds it.
  package var holder: String
  /// Grows with every claim; a write that carries an older one is refused.
  package var token: Int64
  package var expiresAt: BootTime

  package init(holder: String, token: Int64, expiresAt: BootTime) {
    self.holder = holder
    self.token = token
    self.expiresAt = expiresAt
  }
}

/// What a decision about a leased thing must still match when it is written.
package struct Fence: Sendable, Hashable {
  /// The job's or the launch request's id.
  package var id: Int64
  package var token: Int64

  package init(id: Int64, token: Int64) {
    self.id = id
    self.token = token
  }
}
