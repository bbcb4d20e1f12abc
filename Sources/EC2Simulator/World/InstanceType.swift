/// What the simulator knows of an instance type.
struct InstanceType: Sendable, Equatable {
  let name: String
  let architectures: [String]
  let vcpus: Int
  let memoryMiB: Int
  /// US dollars an hour at which spot is given; a lower `MaxPrice` is refused.
  let spotPrice: Double
  let threadsPerCore: Int
  let gpus: Int

  private init(
    _ name: String, _ architectures: [String] = ["x86_64"], vcpus: Int, gib: Double, price: Double,
    threadsPerCore: Int = 2, gpus: Int = 0
  ) {
    self.name = name
    self.architectures = architectures
    self.vcpus = vcpus
    self.memoryMiB = Int(gib * 1_024)
    self.spotPrice = price
    self.threadsPerCore = min(threadsPerCore, vcpus)
    self.gpus = gpus
  }

  var family: Substring { name.prefix { $0 != "." } }
  var isBurstable: Bool { name.hasPrefix("t") }

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static let all: [InstanceType] = [
    InstanceType("m1.small", ["i386", "x86_64"], vcpus: 1, gib: 1.7, price: 0.0044, threadsPerCore: 1),
    InstanceType("t2.micro", ["i386", "x86_64"], vcpus: 1, gib: 1, price: 0.0035, threadsPerCore: 1),
    InstanceType("t3.nano", vcpus: 2, gib: 0.5, price: 0.0016),
    InstanceType("t3.micro", vcpus: 2, gib: 1, price: 0.0031),
    InstanceType("t3.small", vcpus: 2, gib: 2, price: 0.0062),
    InstanceType("t3.medium", vcpus: 2, gib: 4, price: 0.0125),
    InstanceType("t3.large", vcpus: 2, gib: 8, price: 0.025),
    InstanceType("t3.xlarge", vcpus: 4, gib: 16, price: 0.05),
    InstanceType("t3.2xlarge", vcpus: 8, gib: 32, price: 0.1),
    InstanceType("t4g.micro", ["arm64"], vcpus: 2, gib: 1, price: 0.0025, threadsPerCore: 1),
    InstanceType("t4g.small", ["arm64"], vcpus: 2, gib: 2, price: 0.005, threadsPerCore: 1),
    InstanceType("t4g.medium", ["arm64"], vcpus: 2, gib: 4, price: 0.01, threadsPerCore: 1),
    InstanceType("t4g.large", ["arm64"], vcpus: 2, gib: 8, price: 0.02, threadsPerCore: 1),
    InstanceType("m5.large", vcpus: 2, gib: 8, price: 0.0288),
    InstanceType("m5.xlarge", vcpus: 4, gib: 16, price: 0.0576),
    InstanceType("m6g.medium", ["arm64"], vcpus: 1, gib: 4, price: 0.0115, threadsPerCore: 1),
    InstanceType("m6g.large", ["arm64"], vcpus: 2, gib: 8, price: 0.0231, threadsPerCore: 1),
    InstanceType("m6i.large", vcpus: 2, gib: 8, price: 0.0288),
    InstanceType("m7g.large", ["arm64"], vcpus: 2, gib: 8, price: 0.0245, threadsPerCore: 1),
    InstanceType("m7i.large", vcpus: 2, gib: 8, price: 0.0302),
    InstanceType("c5.large", vcpus: 2, gib: 4, price: 0.0255),
    InstanceType("c6i.large", vcpus: 2, gib: 4, price: 0.0255),
    InstanceType("c7g.large", ["arm64"], vcpus: 2, gib: 4, price: 0.0218, threadsPerCore: 1),
    InstanceType("c7g.xlarge", ["arm64"], vcpus: 4, gib: 8, price: 0.0435, threadsPerCore: 1),
    InstanceType("r6i.large", vcpus: 2, gib: 16, price: 0.0378),
    InstanceType("r7g.large", ["arm64"], vcpus: 2, gib: 16, price: 0.0321, threadsPerCore: 1),
    InstanceType("g4dn.xlarge", vcpus: 4, gib: 16, price: 0.1578, gpus: 1),
    InstanceType("g5.xlarge", vcpus: 4, gib: 16, price: 0.3018, gpus: 1),
    InstanceType("g5g.xlarge", ["arm64"], vcpus: 4, gib: 8, price: 0.126, threadsPerCore: 1, gpus: 1),
    InstanceType("p3.2xlarge", vcpus: 8, gib: 61, price: 0.918, gpus: 1),
  ]
}
