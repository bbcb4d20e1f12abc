import Foundation

/// One instance as it was launched, with what has happened to it since.
struct Instance: Sendable, Identifiable {
  let id: String
  let reservationID: String
  /// Its place in its launch, from 0: `amiLaunchIndex`.
  let launchIndex: Int
  let plan: LaunchPlan
  let subnetID: String
  let vpcID: String
  let zone: Network.Zone
  let privateAddress: String
  let publicAddress: String?
  let interfaceID: String
  let spotRequestID: String?
  let volumeIDs: [String]
  var tags: Tags
  var lifecycle: Lifecycle
  /// From when on Describe calls and CreateTags know it.
  var visibleFrom: Date
  /// Whether what it held has been taken back.
  var isReleased = false

  var offering: Offering {
    Offering(market: plan.market, instanceType: plan.type.name, zone: zone.name)
  }

  func state(at now: Date) -> InstanceState { lifecycle.state(at: now) }

  /// Terminated instances have no addresses any more; a public one comes when the instance runs.
  func addresses(at now: Date) -> (private: String?, public: String?) {
    switch state(at: now) {
    case .terminated: (nil, nil)
    case .pending: (privateAddress, nil)
    default: (privateAddress, publicAddress)
    }
  }
}
