import AWSCore

extension Instance {
  /// `<item>` of an `instancesSet`.
  struct Item: Decodable {
    struct Named: Decodable { let name: XMLWord }

    struct Reason: Decodable {
      let code: String?
      let message: String?
    }

    struct Placement: Decodable { let availabilityZone: String? }

    struct Mapping: Decodable {
      struct Ebs: Decodable { let volumeId: String? }
      let ebs: Ebs?
    }

    struct Tag: Decodable {
      let key: String
      let value: String?
    }

    let instanceId: XMLWord
    let imageId: String?
    let instanceType: String?
    let instanceState: Named
    let stateReason: Reason?
    let reason: String?
    let privateIpAddress: String?
    let ipAddress: String?
    let subnetId: String?
    let vpcId: String?
    let placement: Placement?
    let launchTime: String?
    let instanceLifecycle: String?
    let spotInstanceRequestId: String?
    let clientToken: String?
    let amiLaunchIndex: Int?
    let architecture: String?
    let keyName: String?
    let tagSet: ItemList<Tag>?
    let blockDeviceMapping: ItemList<Mapping>?
    let rootDeviceName: String?
  }

  init(_ item: Item) {
    self.init(
      instanceID: item.instanceId.text, imageID: item.imageId.nonEmpty, instanceType: item.instanceType.nonEmpty,
      state: item.instanceState.name.text,
      stateReason: (item.stateReason?.code).nonEmpty.map {
        StateReason(code: $0, message: PrintableText.printable(item.stateReason?.message ?? ""))
      },
      stateTransitionReason: item.reason.nonEmpty, privateIP: item.privateIpAddress.nonEmpty,
      publicIP: item.ipAddress.nonEmpty, subnetID: item.subnetId.nonEmpty, vpcID: item.vpcId.nonEmpty,
      availabilityZone: (item.placement?.availabilityZone).nonEmpty,
      launchTime: item.launchTime.nonEmpty.flatMap(AWSDate.parse), instanceLifecycle: item.instanceLifecycle.nonEmpty,
      spotInstanceRequestID: item.spotInstanceRequestId.nonEmpty, clientToken: item.clientToken.nonEmpty,
      amiLaunchIndex: item.amiLaunchIndex ?? 0, architecture: item.architecture.nonEmpty,
      keyName: item.keyName.nonEmpty,
      tags: Dictionary(item.tagSet.orEmpty().map { ($0.key, $0.value ?? "") }) { _, last in last },
      volumeIDs: item.blockDeviceMapping.orEmpty().compactMap { ($0.ebs?.volumeId).nonEmpty },
      rootDeviceName: item.rootDeviceName.nonEmpty)
  }
}
