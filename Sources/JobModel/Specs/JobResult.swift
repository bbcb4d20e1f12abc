import Foundation

/// An instance as the seed's EC2Resource: what a launch or a wait leaves behind.
package struct EC2Resource: Sendable, Hashable, Codable {
  package var instanceID: String
  package var instanceType: String
  package var isSpot: Bool
  package var spotRequestID: String?
  package var publicIP: String?
  package var privateIP: String?
  package var state: String
  package var launchTime: Timestamp?
  package var amiID: String
  package var subnetID: String?
  package var availabilityZone: String?
  package var createdByGeusemaker: Bool

  package init(
    instanceID: String, instanceType: String, isSpot: Bool, spotRequestID: String? = nil, publicIP: String? = nil,
    privateIP: String? = nil, state: String, launchTime: Timestamp? = nil, amiID: String, subnetID: String? = nil,
    availabilityZone: String? = nil, createdByGeusemaker: Bool
  ) {
    self.instanceID = instanceID
    self.instanceType = instanceType
    self.isSpot = isSpot
    self.spotRequestID = spotRequestID
    self.publicIP = publicIP
    self.privateIP = privateIP
    self.state = state
    self.launchTime = launchTime
    self.amiID = amiID
    self.subnetID = subnetID
    self.availabilityZone = availabilityZone
    self.createdByGeusemaker = createdByGeusemaker
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case instanceID = "instance_id"
    case instanceType = "instance_type"
    case isSpot = "is_spot"
    case spotRequestID = "spot_request_id"
    case publicIP = "public_ip"
    case privateIP = "private_ip"
    case state
    case launchTime = "launch_time"
    case amiID = "ami_id"
    case subnetID = "subnet_id"
    case availabilityZone = "availability_zone"
    case createdByGeusemaker = "created_by_geusemaker"
  }
}

package struct TagResult: Sendable, Hashable, Codable {
  package var instanceID: String
  /// Every resource id that carries the tags now.
  package var resources: [String]

  package init(instanceID: String, resources: [String]) {
    self.instanceID = instanceID
    self.resources = resources
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case resources
  }
}

package struct TerminateResult: Sendable, Hashable, Codable {
  /// Nil where there was nothing to terminate.
  package var instanceID: String?
  /// What EC2 said of it: `shutting-down`, `terminated`; `none` where there was nothing.
  package var state: String

  package init(instanceID: String?, state: String) {
    self.instanceID = instanceID
    self.state = state
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case state
  }
}

/// What a succeeded job leaves behind, by kind.
package enum JobResult: Sendable, Hashable {
  case resource(EC2Resource)
  case tagged(TagResult)
  case terminated(TerminateResult)

  package var instanceID: String? {
    switch self {
    case .resource(let value): value.instanceID
    case .tagged(let value): value.instanceID
    case .terminated(let value): value.instanceID
    }
  }

  package func canonicalJSON() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch self {
      case .resource(let value): try encoder.encode(value)
      case .tagged(let value): try encoder.encode(value)
      case .terminated(let value): try encoder.encode(value)
      }
    return String(decoding: data, as: UTF8.self)
  }

  package init(kind: JobKind, json: String) throws {
    let decoder = JSONDecoder()
    let data = Data(json.utf8)
    switch kind {
    case .launch, .wait: self = .resource(try decoder.decode(EC2Resource.self, from: data))
    case .tag: self = .tagged(try decoder.decode(TagResult.self, from: data))
    case .terminate: self = .terminated(try decoder.decode(TerminateResult.self, from: data))
    }
  }
}
