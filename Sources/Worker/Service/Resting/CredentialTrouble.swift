import AWSCore
import JobModel
import LaunchPolicy

/// The worker's credentials do not work: its jobs go back untouched and it rests, for the jobs are not to blame.
struct CredentialTrouble: Error {
  let error: AWSError

  /// - Throws: ``CredentialTrouble`` for an error of that class.
  static func check(_ error: AWSError) throws {
    if ErrorClass(error) == .credentials { throw CredentialTrouble(error: error) }
  }
}
