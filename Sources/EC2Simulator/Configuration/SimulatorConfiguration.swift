import AWSCore

/// What a simulator is and how its world behaves.
///
/// As JSON: keys in snake_case, every key optional; durations are seconds, or strings such as `"90s"`, `"15m"`.
package struct SimulatorConfiguration: Sendable, Equatable {
  /// Where it listens; loopback only: `127.0.0.1`, `::1` or `localhost`.
  package var host = "127.0.0.1"
  /// 0 takes any free port.
  package var port = 0
  /// Twelve digits.
  package var account = "000000000000"
  /// The regions it serves; empty means every name that looks like a region, each with a world of its own.
  package var regions: [String] = []
  /// Secrets by access key id: the only keys whose signatures it accepts.
  package var accessKeys = [Self.defaultAccessKeyID: Self.defaultSecretAccessKey]
  /// The accounts of those keys that belong to another one, by access key id; each account has a world of its own.
  package var accounts: [String: String] = [:]
  package var timing = InstanceTiming()
  /// Limits on what may be launched; nothing that matches means no limit.
  package var capacity: [CapacityPool] = []
  package var faults: [Fault] = []
  /// What becomes of instances.
  package var fates: [InstanceFate] = []
  /// Which zones offer which types, where that differs from the usual.
  package var offerings: [OfferingRule] = []
  /// Without any there is no limit.
  package var quotas: [Quota] = []
  package var subnets: [SubnetSetting] = []
  /// US dollars an hour, by instance type, where they differ from the usual ones.
  package var spotPrices: [String: Double] = [:]
  /// How long Describe calls and CreateTags do not know a new instance.
  package var visibleAfter = Duration.zero
  /// Whether calls draw on token buckets with AWS's numbers, see ``ThrottleRules``.
  package var throttling = false
  /// Limits of one's own by bucket, such as `RunInstances`; they hold without `throttling` too.
  package var buckets: [String: BucketLimit] = [:]
  /// The roles that can be assumed; empty lets every role be assumed.
  package var roles: [RoleSetting] = []
  /// Systems Manager parameters by name, beside those of AWS.
  package var parameters: [String: String] = [:]
  /// Whether the VPC that every region starts with is a default one: without, a launch must name a subnet.
  package var hasDefaultVPC = true
  /// The most instances that one RunInstances call may ask for; nil sets no limit.
  package var maxInstancesPerCall: Int?
  /// How far a signature's date may lie from now, either way.
  package var signatureLifetime = SigV4.lifetime
  /// A file that gets one JSON line a call, written before the answer leaves.
  package var callLog: String?
  /// Fixes the ids that it makes; nil makes other ids in every run, as EC2 would.
  package var seed: UInt64?

  package init() {}

  static let loopback = ["127.0.0.1", "::1", "localhost"]

  /// Plainly not a key of AWS.
  package static let defaultAccessKeyID = "GEUSESIMULATOR"
  package static let defaultSecretAccessKey = "geuse-simulator-secret-that-opens-nothing"
}
