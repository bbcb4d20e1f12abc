/// Shows what the simulator knows of instance types.
///
/// Source: AWS, "DescribeInstanceTypes" in the EC2 API reference.
enum DescribeInstanceTypes: Action {
  static let name = "DescribeInstanceTypes"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N IncludeUnsupportedInRegion InstanceType.N MaxResults NextToken")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: [
        "bare-metal", "burstable-performance-supported", "current-generation", "instance-type",
        "processor-info.supported-architecture", "supported-usage-class", "vcpu-info.default-vcpus",
      ])
    let names = call.parameters.list("InstanceType")
    let missing = names.filter { InstanceType.byName[$0] == nil }
    guard missing.isEmpty else {
      throw APIError(
        code: "InvalidInstanceType",
        message: "The following supplied instance types do not exist: [\(missing.joined(separator: ", "))]")
    }
    let page = try Page(call.parameters, sizes: 5...100, byID: !names.isEmpty)
    let cut = page.cut(InstanceType.all.indices) { position in
      let type = InstanceType.all[position]
      return (names.isEmpty || names.contains(type.name))
        && filters.match(tags: Tags()) { values(of: type, $0) }
    }
    xml.list("instanceTypeSet", cut.positions.map { InstanceType.all[$0] }) { write($1, to: &$0) }
    xml.element("nextToken", cut.next)
    return .none
  }

  private static func values(of type: InstanceType, _ filter: String) -> [String] {
    switch filter {
    case "bare-metal": ["false"]
    case "burstable-performance-supported": [String(type.isBurstable)]
    case "current-generation": [String(isCurrent(type))]
    case "instance-type": [type.name]
    case "processor-info.supported-architecture": type.architectures
    case "supported-usage-class": usageClasses
    case "vcpu-info.default-vcpus": [String(type.vcpus)]
    default: []
    }
  }

  private static let usageClasses = ["on-demand", "spot"]

  private static func isCurrent(_ type: InstanceType) -> Bool { type.family != "m1" }

  private static func write(_ type: InstanceType, to xml: inout XMLWriter) {
    xml.element("instanceType", type.name)
    xml.element("currentGeneration", isCurrent(type))
    xml.element("freeTierEligible", type.name == "t3.micro" || type.name == "t2.micro")
    xml.strings("supportedUsageClasses", usageClasses)
    xml.strings("supportedRootDeviceTypes", ["ebs"])
    xml.strings("supportedVirtualizationTypes", ["hvm"])
    xml.element("bareMetal", false)
    xml.element("hypervisor", type.family == "t2" || type.family == "m1" ? "xen" : "nitro")
    xml.element("processorInfo") { $0.strings("supportedArchitectures", type.architectures) }
    xml.element("vCpuInfo") {
      $0.element("defaultVCpus", type.vcpus)
      $0.element("defaultCores", type.vcpus / type.threadsPerCore)
      $0.element("defaultThreadsPerCore", type.threadsPerCore)
    }
    xml.element("memoryInfo") { $0.element("sizeInMiB", type.memoryMiB) }
    xml.element("instanceStorageSupported", false)
    if type.gpus > 0 {
      xml.element("gpuInfo") {
        $0.list("gpus", [type.gpus]) {
          $0.element("manufacturer", "NVIDIA")
          $0.element("count", $1)
        }
      }
    }
    xml.element("ebsInfo") { $0.element("encryptionSupport", "supported") }
    xml.element("networkInfo") { $0.element("enaSupport", "required") }
    xml.element("burstablePerformanceSupported", type.isBurstable)
    xml.element("hibernationSupported", false)
    xml.element("autoRecoverySupported", true)
  }
}

extension XMLWriter {
  /// A list of bare values: `<name><item>a</item><item>b</item></name>`.
  fileprivate mutating func strings(_ name: String, _ values: [String]) {
    element(name) { xml in
      for value in values { xml.element("item", value) }
    }
  }
}
