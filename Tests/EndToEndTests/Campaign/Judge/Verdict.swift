/// What the judge found: figures, and every violation in words.
struct Verdict: Sendable {
  enum Charge: String, Sendable, CaseIterable {
    case orphan = "instances without a job"
    case stray = "instances of requests that had ended without them"
    case double = "jobs with two instances"
    case lost = "acknowledged jobs lost"
    case oldToken = "outcomes accepted under an old token"
    case pairing = "accepted instances without their job, or jobs without their instance"
    case evidence = "evidence that does not hold together"
  }
  struct Violation: Sendable {
    let charge: Charge
    let text: String
  }
  var violations: [Violation] = []
  var figures: [(name: String, value: Int)] = []

  mutating func add(_ charge: Charge, _ text: String) { violations.append(Violation(charge: charge, text: text)) }

  func count(_ charge: Charge) -> Int { violations.count { $0.charge == charge } }

  /// One line a violation.
  var report: String { violations.map { "\($0.charge.rawValue): \($0.text)" }.joined(separator: "\n") }
}
