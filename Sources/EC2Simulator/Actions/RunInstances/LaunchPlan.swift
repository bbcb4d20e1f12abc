import Foundation

/// A RunInstances call that EC2 would accept, with every reference resolved and every default filled in.
struct LaunchPlan: Sendable {
  struct Metadata: Sendable, Equatable {
    var tokens: String
    var hopLimit: Int
    var endpoint: String
    var instanceTags: String
  }

  var image: Image
  var type: InstanceType
  var counts: ClosedRange<Int>
  var market: CapacityPool.Market
  /// US dollars an hour; nil leaves it to EC2.
  var maxPrice: Double?
  /// Where the call names a subnet or a zone.
  var subnet: Network.Subnet?
  var groups: [Network.SecurityGroup]
  var keyName: String?
  /// Base64, as sent.
  var userData: String?
  var instanceProfile: String?
  var placementGroup: String?
  var associatePublicAddress: Bool
  var devices: [DevicePlan]
  var metadata: Metadata
  var isMonitored: Bool
  var isEBSOptimized: Bool
  var isTerminationDisabled: Bool
  var shutdownBehavior: String
  var clientToken: String?
  var instanceTags = Tags()
  var volumeTags = Tags()
  var spotRequestTags = Tags()
}
