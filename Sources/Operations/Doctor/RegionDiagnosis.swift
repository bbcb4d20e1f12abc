package import JobModel

/// What AWS's answers in a region mean.
package struct RegionDiagnosis: Sendable {
  /// A slower answer is worth knowing.
  static let slow: Duration = .seconds(2)

  let examination: RegionExamination
  /// To whom the database belongs; nil where it is nobody's yet.
  let binding: AccountBinding?

  package init(_ examination: RegionExamination, binding: AccountBinding?) {
    self.examination = examination
    self.binding = binding
  }

  private var region: String { examination.region }

  package var findings: [Finding] {
    access + [examination.permissions.map(permissions), examination.instances.map(instances)].compactMap(\.self)
  }

  private var access: [Finding] {
    switch examination.access {
    case .answered(let met, let arn, let took):
      let endpoint = Finding(
        "endpoint in \(region)", took > Self.slow ? .note : .ok, "answered in \(DurationText.rough(took))")
      return [endpoint, account(met, arn)]
    case .failed(let reason, let failure):
      let fix =
        switch failure {
        case .unsent: "check the network, the proxy and AWS_ENDPOINT_URL"
        case .refused: "check the credentials: aws sts get-caller-identity"
        case .unclear: "see what answers there: AWS_ENDPOINT_URL, a proxy, a login page in between"
        }
      return [Finding("endpoint in \(region)", .problem, reason, fix: fix)]
    }
  }

  private func account(_ met: AccountBinding, _ arn: String) -> Finding {
    let name = "account in \(region)"
    guard let binding else { return Finding(name, .ok, "\(met.account) as \(arn); the database is nobody's yet") }
    guard binding == met else {
      return Finding(
        name, .problem, "\(met.inWords), but this database belongs to \(binding.inWords)",
        fix: "use the other credentials or endpoint, or another database: --database PATH")
    }
    return Finding(name, .ok, "\(met.account) as \(arn), the database's own")
  }

  private func permissions(_ permissions: RegionExamination.Permissions) -> Finding {
    let name = "permissions in \(region)"
    if !permissions.denied.isEmpty {
      return Finding(
        name, .problem, "not allowed: \(permissions.denied.joined(separator: ", "))",
        fix: "allow them in the worker's policy; see deploy/iam")
    }
    guard permissions.unclear.isEmpty else {
      let unclear = permissions.unclear.joined(separator: ", ")
      return Finding(name, .note, "allowed as far as can be told; not clear: \(unclear)")
    }
    return Finding(name, .ok, "everything that launches, waits, tags and terminations take")
  }

  private func instances(_ instances: RegionExamination.Instances) -> Finding {
    let name = "instances in \(region)"
    switch instances {
    case .failed(let reason): return Finding(name, .note, "could not be asked for: \(reason)")
    case .listed(_, let unknown, _) where unknown > 0:
      return Finding(
        name, .problem, "\(unknown) of this queue live that are not on record; nothing is launched there",
        fix: "see them and give them to their jobs: geuse doctor --reconcile --region \(region)")
    case .listed(_, _, let late) where late > 0:
      return Finding(
        name, .problem, "\(late) turned up after their launch had ended without them",
        fix: "a worker terminates them within 15 minutes; at once: geuse doctor --reconcile --region \(region)")
    case .listed(let count, _, _): return Finding(name, .ok, "\(count) of this queue live, all on record")
    }
  }
}

extension AccountBinding {
  /// `account 123456789012 (aws, http://127.0.0.1:4566)`
  fileprivate var inWords: String {
    "account \(account) (\(place))"
  }
}
