package import Foundation

/// An instance as EC2 describes it. States and types are EC2's own words, also those we do not know yet.
package struct Instance: Sendable, Equatable, Codable {
  package var instanceID: String
  package var imageID: String?
  package var instanceType: String?
  /// `pending`, `running`, `shutting-down`, `terminated`, `stopping` or `stopped`.
  package var state: String
  package var stateReason: StateReason?
  package var stateTransitionReason: String?
  package var privateIP: String?
  package var publicIP: String?
  package var subnetID: String?
  package var vpcID: String?
  package var availabilityZone: String?
  package var launchTime: Date?
  /// `spot` or `scheduled`; nil for on-demand.
  package var instanceLifecycle: String?
  package var spotInstanceRequestID: String?
  package var clientToken: String?
  /// The place in its RunInstances call, from 0.
  package var amiLaunchIndex: Int
  package var architecture: String?
  package var keyName: String?
  package var tags: [String: String]
  package var volumeIDs: [String]
  package var rootDeviceName: String?

  package init(
    instanceID: String, imageID: String? = nil, instanceType: String? = nil, state: String,
    stateReason: StateReason? = nil, stateTransitionReason: String? = nil, privateIP: String? = nil,
    publicIP: String? = nil, subnetID: String? = nil, vpcID: String? = nil, availabilityZone: String? = nil,
    launchTime: Date? = nil, instanceLifecycle: String? = nil, spotInstanceRequestID: String? = nil,
    clientToken: String? = nil, amiLaunchIndex: Int = 0, architecture: String? = nil, keyName: String? = nil,
    tags: [String: String] = [:], volumeIDs: [String] = [], rootDeviceName: String? = nil
  ) {
    self.instanceID = instanceID
    self.imageID = imageID
    self.instanceType = instanceType
    self.state = state
    self.stateReason = stateReason
    self.stateTransitionReason = stateTransitionReason
    self.privateIP = privateIP
    self.publicIP = publicIP
    self.subnetID = subnetID
    self.vpcID = vpcID
    self.availabilityZone = availabilityZone
    self.launchTime = launchTime
    self.instanceLifecycle = instanceLifecycle
    self.spotInstanceRequestID = spotInstanceRequestID
    self.clientToken = clientToken
    self.amiLaunchIndex = amiLaunchIndex
    self.architecture = architecture
    self.keyName = keyName
    self.tags = tags
    self.volumeIDs = volumeIDs
    self.rootDeviceName = rootDeviceName
  }
}
