package import Foundation

/// One instance in a snapshot.
package struct InstanceSummary: Sendable, Equatable, Codable {
  package var instanceID: String
  package var reservationID: String
  package var account: String
  package var region: String
  package var availabilityZone: String
  package var subnetID: String
  package var imageID: String
  package var instanceType: String
  package var market: String
  package var spotRequestID: String?
  package var state: String
  package var checks: String
  package var launchTime: Date
  /// When it began to end; nil while it lives.
  package var endedAt: Date?
  package var launchIndex: Int
  package var clientToken: String?
  package var privateIP: String?
  package var publicIP: String?
  package var tags: [String: String]

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case reservationID = "reservation_id"
    case account, region
    case availabilityZone = "availability_zone"
    case subnetID = "subnet_id"
    case imageID = "image_id"
    case instanceType = "instance_type"
    case market
    case spotRequestID = "spot_request_id"
    case state, checks
    case launchTime = "launch_time"
    case endedAt = "ended_at"
    case launchIndex = "launch_index"
    case clientToken = "client_token"
    case privateIP = "private_ip"
    case publicIP = "public_ip"
    case tags
  }
}
