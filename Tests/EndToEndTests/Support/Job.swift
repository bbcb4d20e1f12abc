/// A job as geuse's JSON shows it, read by these tests alone.
struct Job: Decodable, Sendable {
  struct Failure: Decodable, Sendable {
    let code: String
    let `class`: String
    let message: String
    let hint: String?
  }
  struct Outcome: Decodable, Sendable {
    let instanceId: String?
    let state: String?
    let availabilityZone: String?
  }
  struct Attempt: Decodable, Sendable {
    let number: Int
    let calls: Int
    let outcome: String
    let code: String?
  }
  let id: Int
  let kind: String
  let state: String
  let failures: Int
  let rescues: Int
  let createdAt: String
  let runAt: String
  let uniqueKey: String?
  let after: Int?
  let deployment: String?
  let result: Outcome?
  let error: Failure?
  let attempts: [Attempt]
  let existing: Bool?
}

extension [Job] {
  /// How many are in each state.
  var states: [String: Int] { Dictionary(grouping: self, by: \.state).mapValues(\.count) }

  var instanceIDs: [String] { compactMap { $0.result?.instanceId } }
}
