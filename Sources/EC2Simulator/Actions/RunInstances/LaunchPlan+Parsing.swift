import Foundation

extension LaunchPlan {
  /// Reads and checks a call as EC2 does, in the order: image, type, counts, network, keys, data, volumes, tags.
  init(_ parameters: Parameters, in region: Region) throws(APIError) {
    try Self.checkUnmodelled(parameters)
    image = try Self.image(parameters, in: region)
    type = try Self.type(parameters, image: image)
    counts = try Self.counts(parameters, most: region.maxInstancesPerCall)
    let spot = try parameters.choice("InstanceMarketOptions.MarketType", of: ["spot", "capacity-block"]) == "spot"
    market = spot ? .spot : .onDemand
    maxPrice = try Self.maxPrice(parameters, type: type, in: region)
    try Self.checkSpotOptions(parameters)
    let interface = parameters.items("NetworkInterface").first
    subnet = try Self.subnet(parameters, interface: interface, in: region)
    groups = try Self.groups(parameters, interface: interface, subnet: subnet, in: region)
    associatePublicAddress = try interface?.boolean("AssociatePublicIpAddress") ?? subnet?.isDefault ?? true
    keyName = parameters["KeyName"]
    if let keyName, region.keyPairs[keyName] == nil {
      throw .notFound("InvalidKeyPair.NotFound", noun: "key pair", ids: [keyName])
    }
    userData = try Self.userData(parameters)
    instanceProfile = try Self.instanceProfile(parameters, in: region)
    placementGroup = parameters["Placement.GroupName"]
    if let placementGroup, placementGroup != StableIDs.placementGroup {
      throw APIError(
        code: "InvalidPlacementGroup.Unknown", message: "The Placement Group '\(placementGroup)' is unknown.")
    }
    devices = try DevicePlan.all(parameters, image: image)
    metadata = Metadata(
      tokens: try parameters.choice("MetadataOptions.HttpTokens", of: ["optional", "required"]) ?? "required",
      hopLimit: try Self.hopLimit(parameters),
      endpoint: try parameters.choice("MetadataOptions.HttpEndpoint", of: ["enabled", "disabled"]) ?? "enabled",
      instanceTags: try parameters.choice("MetadataOptions.InstanceMetadataTags", of: ["enabled", "disabled"])
        ?? "disabled")
    isMonitored = try parameters.boolean("Monitoring.Enabled") ?? false
    isEBSOptimized = try parameters.boolean("EbsOptimized") ?? false
    isTerminationDisabled = try parameters.boolean("DisableApiTermination") ?? false
    shutdownBehavior = try parameters.choice("InstanceInitiatedShutdownBehavior", of: ["stop", "terminate"]) ?? "stop"
    clientToken = parameters["ClientToken"]
    try readTags(parameters)
  }

  private mutating func readTags(_ parameters: Parameters) throws(APIError) {
    var read: [String: Tags] = [:]
    let taggable = ["instance", "volume", "network-interface"] + (market == .spot ? ["spot-instances-request"] : [])
    for item in parameters.items("TagSpecification") {
      let resource = try item.required("ResourceType")
      guard taggable.contains(resource) else {
        throw .invalidParameterValue("'\(resource)' is not a valid taggable resource type for this operation.")
      }
      guard read.updateValue(try Tags(item), forKey: resource) == nil else {
        throw .invalidParameterValue("Found duplicate TagSpecification for resource type '\(resource)'.")
      }
    }
    instanceTags = read["instance"] ?? Tags()
    volumeTags = read["volume"] ?? Tags()
    spotRequestTags = read["spot-instances-request"] ?? Tags()
  }
}
