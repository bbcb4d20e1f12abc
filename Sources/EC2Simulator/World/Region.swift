import Foundation

/// One region's resources in one account.
///
/// Actions read and change it; nothing in it looks at a clock.
struct Region: Sendable {
  let name: String
  let account: String
  let timing: InstanceTiming
  var network: Network
  var images: [Image]
  var instances = Table<Instance>()
  var volumes = Table<Volume>()
  var spotRequests = Table<SpotRequest>()
  var keyPairs = Table<KeyPair>()
  var clientTokens = ClientTokens()
  var capacity = Capacity()
  var identifiers: Identifiers
  /// Positions in `instances` of those launched under each token.
  private(set) var launchedByToken: [String: [Int]] = [:]
  private var publicAddresses = AddressBlock(base: (198 << 24) | (18 << 16), prefix: 15)

  init(name: String, account: String, configuration: SimulatorConfiguration, seed: UInt64, start: Date) {
    self.name = name
    self.account = account
    timing = configuration.timing
    network = Network(region: name)
    images = Image.amazonLinux(region: name)
    identifiers = Identifiers(seed: seed)
    keyPairs.append(
      KeyPair(
        id: StableIDs.keyPair, pairID: Identifiers.stable("key", name, StableIDs.keyPair),
        fingerprint: "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33", type: "rsa", createdAt: start,
        tags: Tags()))
  }

  mutating func insert(_ instance: Instance) {
    if let token = instance.plan.clientToken {
      launchedByToken[token, default: []].append(instances.rows.count)
    }
    instances.append(instance)
  }

  mutating func takePublicAddress() -> String? {
    publicAddresses.take()
  }

  /// Begins an instance's end; one that has begun already stays as it is.
  mutating func end(_ id: String, _ end: Lifecycle.End) {
    guard let instance = instances[id], instance.lifecycle.isLive else { return }
    instances.update(id) { $0.lifecycle.end = end }
    capacity.giveBack(instance.offering)
    network.giveBack(instance.privateAddress, subnet: instance.subnetID)
    if let address = instance.publicAddress { publicAddresses.giveBack(address) }
  }

  /// Whether a volume still exists: one that goes with its instance is gone when that is terminated.
  func exists(_ volume: Volume, at now: Date) -> Bool {
    !volume.device.deleteOnTermination || instances[volume.instanceID]?.state(at: now) != .terminated
  }
}
