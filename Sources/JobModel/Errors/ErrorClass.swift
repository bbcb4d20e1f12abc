/// What kind of trouble an error is, which decides what geuse does about it.
package enum ErrorClass: String, Sendable, Codable, CaseIterable {
  // What EC2 says.
  case capacity, offering, quota, batch, throttled, transient, propagation, image, reference, permission
  case credentials
  case spotRole = "spot-role"
  case input, ambiguous, unknown
  // What geuse itself finds.
  /// The job it depends on failed or was cancelled.
  case dependency
  /// EC2 did not reach the wait's goal in time.
  case timeout
  /// The instance died or is impaired.
  case instance
  /// Its workers kept dying.
  case poison
}
