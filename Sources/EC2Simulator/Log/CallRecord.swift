package import Foundation

/// One call as the call log keeps it: what was asked and what came of it, never user data.
package struct CallRecord: Sendable, Equatable, Codable {
  /// From 1, in the order in which calls took effect.
  package var number: Int
  package var at: Date
  package var service: String
  package var action: String
  package var region: String?
  package var accessKeyID: String?
  package var clientToken: String?
  /// SHA-256 of the parameters without the client token: equal for equal requests.
  package var parametersDigest: String
  /// `spot` or `on-demand`; of RunInstances only, as are type and counts.
  package var market: String?
  package var instanceType: String?
  /// The zone asked for, or else the zone launched in.
  package var zone: String?
  package var minCount: Int?
  package var maxCount: Int?
  /// The names of the filters that a Describe call gave.
  package var filters: [String] = []
  /// The answer's HTTP status; what would have been answered where a fault kept the answer back.
  package var status: Int?
  /// The error code; nil for a success.
  package var code: String?
  package var requestID: String
  /// Instances launched, replayed, named or changed.
  package var instanceIDs: [String] = []
  /// How many instances this call launched: 0 for a replay.
  package var launched = 0
  package var fault: Fault.Kind?
  /// Of a call that took effect after its caller had gone: the number it came in with.
  package var lateOf: Int?

  enum CodingKeys: String, CodingKey {
    case number, at, service, action, region
    case accessKeyID = "access_key_id"
    case clientToken = "client_token"
    case parametersDigest = "parameters_digest"
    case market
    case instanceType = "instance_type"
    case zone
    case minCount = "min_count"
    case maxCount = "max_count"
    case status, code, filters
    case requestID = "request_id"
    case instanceIDs = "instance_ids"
    case launched, fault
    case lateOf = "late_of"
  }
}
