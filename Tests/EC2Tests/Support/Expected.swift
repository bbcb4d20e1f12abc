import EC2
import Foundation

// What boto3 read, in the words of `record-moto-answers.py`.

struct ExpectedInstance: Decodable {
  let instanceId: String
  let imageId: String
  let instanceType: String
  let state: String
  let stateReason: ExpectedReason?
  let stateTransitionReason: String?
  let privateIp: String?
  let publicIp: String?
  let subnetId: String?
  let vpcId: String?
  let availabilityZone: String
  let launchTime: Double
  let clientToken: String?
  let amiLaunchIndex: Int
  let architecture: String
  let keyName: String?
  let tags: [String: String]
  let volumeIds: [String]
  let rootDeviceName: String?

  var instance: Instance {
    Instance(
      instanceID: instanceId, imageID: imageId, instanceType: instanceType, state: state,
      stateReason: stateReason.map { StateReason(code: $0.code, message: $0.message) },
      stateTransitionReason: stateTransitionReason, privateIP: privateIp, publicIP: publicIp, subnetID: subnetId,
      vpcID: vpcId, availabilityZone: availabilityZone, launchTime: Date(timeIntervalSince1970: launchTime),
      clientToken: clientToken, amiLaunchIndex: amiLaunchIndex, architecture: architecture, keyName: keyName,
      tags: tags, volumeIDs: volumeIds, rootDeviceName: rootDeviceName)
  }
}

struct ExpectedReason: Decodable {
  let code: String
  let message: String
}

struct ExpectedReservation: Decodable {
  let reservationId: String
  let ownerId: String
  let instances: [ExpectedInstance]
}

struct ExpectedStatus: Decodable {
  let instanceId: String
  let availabilityZone: String
  let state: String
  let systemStatus: String
  let instanceStatus: String

  var status: InstanceStatus {
    InstanceStatus(
      instanceID: instanceId, availabilityZone: availabilityZone, state: state, systemStatus: systemStatus,
      instanceStatus: instanceStatus)
  }
}

struct ExpectedImage: Decodable {
  let imageId: String
  let name: String
  let ownerId: String
  let architecture: String
  let creationDate: String
  let rootDeviceName: String
  let state: String
  let rootSnapshotSize: Int?

  var image: Image {
    Image(
      imageID: imageId, name: name, ownerID: ownerId, architecture: architecture,
      creationDate: try? Date(creationDate, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      rootDeviceName: rootDeviceName, state: state, rootSnapshotSizeGiB: rootSnapshotSize)
  }
}

struct ExpectedSubnet: Decodable {
  let subnetId: String
  let vpcId: String
  let availabilityZone: String
  let availableAddresses: Int
  let isDefault: Bool
  let state: String

  var subnet: Subnet {
    Subnet(
      subnetID: subnetId, vpcID: vpcId, availabilityZone: availabilityZone,
      availableIPAddressCount: availableAddresses, defaultForAZ: isDefault, state: state)
  }
}

struct ExpectedSpotRequest: Decodable {
  let id: String
  let state: String
  let statusCode: String
  let statusMessage: String
  let instanceId: String?
  let zone: String?

  /// moto's empty message is none.
  var request: SpotInstanceRequest {
    SpotInstanceRequest(
      spotInstanceRequestID: id, state: state, statusCode: statusCode,
      statusMessage: statusMessage.isEmpty ? nil : statusMessage, instanceID: instanceId,
      launchedAvailabilityZone: zone)
  }
}

struct ExpectedChange: Decodable {
  let instanceId: String
  let previous: String
  let current: String

  var change: InstanceStateChange {
    InstanceStateChange(instanceID: instanceId, previousState: previous, currentState: current)
  }
}

struct ExpectedError: Decodable {
  let code: String
  let message: String
  let status: Int
  let requestId: String?
}

struct ExpectedIdentity: Decodable {
  let account: String
  let arn: String
  let userId: String
}
