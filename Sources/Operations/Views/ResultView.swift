import JobModel

/// What a job left, by kind; for an instance every field, null where EC2 did not say.
struct ResultView: Encodable {
  let result: JobResult

  init(_ result: JobResult) { self.result = result }

  func encode(to encoder: any Encoder) throws {
    switch result {
    case .resource(let resource): try encode(resource, to: encoder)
    case .tagged(let value): try value.encode(to: encoder)
    case .terminated(let value): try value.encode(to: encoder)
    }
  }

  private func encode(_ resource: EC2Resource, to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: EC2Resource.CodingKeys.self)
    try container.encode(resource.instanceID, forKey: .instanceID)
    try container.encode(resource.instanceType, forKey: .instanceType)
    try container.encode(resource.isSpot, forKey: .isSpot)
    try container.encode(resource.spotRequestID, forKey: .spotRequestID)
    try container.encode(resource.publicIP, forKey: .publicIP)
    try container.encode(resource.privateIP, forKey: .privateIP)
    try container.encode(resource.state, forKey: .state)
    try container.encode(resource.launchTime, forKey: .launchTime)
    try container.encode(resource.amiID, forKey: .amiID)
    try container.encode(resource.subnetID, forKey: .subnetID)
    try container.encode(resource.availabilityZone, forKey: .availabilityZone)
    try container.encode(resource.createdByGeusemaker, forKey: .createdByGeusemaker)
  }
}
