/// What AWS said in one region when it was asked what a worker would have to know; in values, judged elsewhere.
package struct RegionExamination: Sendable, Equatable {
  package var region: String
  package var access: Access
  /// Nil where it was not asked for.
  package var permissions: Permissions?
  /// Nil where it was not asked for.
  package var instances: Instances?

  package init(
    region: String, access: Access, permissions: Permissions? = nil, instances: Instances? = nil
  ) {
    self.region = region
    self.access = access
    self.permissions = permissions
    self.instances = instances
  }

  /// Who we are there.
  package enum Access: Sendable, Equatable {
    /// - took: from the question to the answer.
    case answered(AccountBinding, arn: String, took: Duration)
    case failed(reason: String, Failure)
  }

  /// How far the question came.
  package enum Failure: Sendable, Equatable {
    /// It did not leave this machine, or found nobody.
    case unsent
    /// AWS refused it.
    case refused
    /// What answered was not AWS, or nothing did.
    case unclear
  }

  /// Of IAM's actions, those that are not simply allowed.
  package struct Permissions: Sendable, Equatable {
    package var denied: [String]
    /// With the reason.
    package var unclear: [String]

    package init(denied: [String] = [], unclear: [String] = []) {
      self.denied = denied
      self.unclear = unclear
    }
  }

  /// Living instances of this queue.
  package enum Instances: Sendable, Equatable {
    /// - unknown: of requests that this database does not know.
    /// - late: of requests that had ended without them.
    case listed(count: Int, unknown: Int, late: Int)
    case failed(reason: String)
  }
}

extension RegionExamination {
  /// Whether the credentials are good for this database, so that asking on makes sense.
  package func isOurs(_ binding: AccountBinding?) -> Bool {
    guard case .answered(let met, _, _) = access else { return false }
    return (binding ?? met) == met
  }
}
