import Foundation

/// One region's resources in one account.
///
/// Actions read and change it; nothing in it looks at a clock.
struct Region: Sendable {
  let name: String
  let account: String
  let timing: InstanceTiming
  /// How long Describe calls and CreateTags do not know a new instance.
  let visibleAfter: Duration
  /// The world's, lent while a call acts.
  var policies: Policies
  var network: Network
  var images: [Image]
  var instances = Table<Instance>()
  var volumes = Table<Volume>()
  var spotRequests = Table<SpotRequest>()
  var keyPairs = Table<KeyPair>()
  var clientTokens = ClientTokens()
  var capacity = Capacity()
  var throttle: Throttle
  let maxInstancesPerCall: Int?
  /// The ends that are to come.
  var agenda = Agenda()
  var identifiers: Identifiers
  /// Positions in `instances` of those launched under each token.
  private(set) var launchedByToken: [String: [Int]] = [:]
  /// Positions in `instances` of those that have, or had, each tag.
  private(set) var instancesByTag: [Tags.Pair: [Int]] = [:]
  private var publicAddresses = AddressBlock(base: (198 << 24) | (18 << 16), prefix: 15)

  init(name: String, account: String, configuration: SimulatorConfiguration, seed: UInt64, start: Date) {
    self.name = name
    self.account = account
    timing = configuration.timing
    visibleAfter = configuration.visibleAfter
    policies = Policies(SimulatorConfiguration(), seed: 0)
    throttle = Throttle(configuration)
    maxInstancesPerCall = configuration.maxInstancesPerCall
    network = Network(
      region: name, settings: configuration.subnets, hasDefaultVPC: configuration.hasDefaultVPC)
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
    index(instance.tags, of: instances.rows.count)
    instances.append(instance)
  }

  /// Adds tags to an instance.
  mutating func tag(_ id: String, _ tags: Tags) {
    guard let position = instances.position(of: id) else { return }
    index(tags, of: position)
    instances.update(id) { $0.tags = $0.tags.merging(tags) }
  }

  private mutating func index(_ tags: Tags, of position: Int) {
    for (key, value) in tags.values {
      instancesByTag[Tags.Pair(key: key, value: value), default: []].append(position)
    }
  }

  mutating func takePublicAddress() -> String? {
    publicAddresses.take()
  }

  mutating func giveBackPublicAddress(_ address: String) {
    publicAddresses.giveBack(address)
  }
}
