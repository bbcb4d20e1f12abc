import JobModel

/// A limit of the account in one region, and the code by which Service Quotas raises it.
///
/// Source: AWS, "Amazon EC2 service quotas", "Amazon EBS quotas", "Amazon VPC quotas".
struct Quota: Equatable {
  /// As Service Quotas shows it.
  let name: String
  /// `ec2`, `ebs` or `vpc`.
  let service: String
  /// Nil for a family of types whose code we do not know.
  let code: String?
  /// Whether it counts vCPUs of one market, so that the other market may still have room.
  var isOfMarket = false

  /// The limit that a refusal with this code ran into.
  init(code errorCode: String, rung: Rung, volumeType: String) {
    switch errorCode {
    case "VolumeLimitExceeded":
      self.init(
        name: "storage for \(volumeType) volumes, in TiB", service: "ebs", code: Self.storageCodes[volumeType])
    case "MaxIOPSLimitExceeded":
      self.init(
        name: "IOPS for \(volumeType) volumes", service: "ebs",
        code: ["io1": "L-B3A130E6", "io2": "L-8D977E7E"][volumeType])
    case "NetworkInterfaceLimitExceeded":
      self.init(name: "network interfaces per Region", service: "vpc", code: "L-DF5E4CA3")
    case "VcpuLimitExceeded", "InstanceLimitExceeded", "MaxSpotInstanceCountExceeded":
      self.init(vCPUs: rung)
    default:
      self.init(name: "the one that EC2 names", service: "ec2", code: nil)
    }
  }

  private init(vCPUs rung: Rung) {
    let group = VCPUQuota(ofType: rung.instanceType)
    let spot = rung.market == .spot
    self.init(
      name: spot
        ? "vCPUs of all \(group.label) Spot Instance Requests" : "vCPUs of running On-Demand \(group.label) instances",
      service: "ec2", code: spot ? group.spotCode : group.onDemandCode, isOfMarket: true)
  }

  private init(name: String, service: String, code: String?, isOfMarket: Bool = false) {
    self.name = name
    self.service = service
    self.code = code
    self.isOfMarket = isOfMarket
  }

  /// The command that asks for more, or that finds the limit where we do not know its code.
  func command(region: String) -> String {
    guard let code else { return "aws service-quotas list-service-quotas --service-code \(service) --region \(region)" }
    return "aws service-quotas request-service-quota-increase --service-code \(service) --quota-code \(code) "
      + "--desired-value N --region \(region)"
  }

  private static let storageCodes = [
    "gp3": "L-7A658B76", "gp2": "L-D18FCD1D", "io1": "L-FD252861", "io2": "L-09BD8365", "st1": "L-82ACEF56",
    "sc1": "L-17AF77E8", "standard": "L-9CF3C2EB",
  ]
}
