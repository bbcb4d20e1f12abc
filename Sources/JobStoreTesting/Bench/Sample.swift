import JobModel

/// Values that mean nothing in particular.
enum Sample {
  static let region = "eu-west-1"
  static let rung = Rung(market: .onDemand, instanceType: "t3.medium", availabilityZone: "eu-west-1a")

  static func job(
    _ spec: JobSpec = .launch(LaunchSpec()), queue: String = "default", priority: Int = 0, runAt: Timestamp? = nil,
    after: Dependency? = nil, key: String? = nil, region: String = region, deployment: String? = nil
  ) -> NewJob {
    NewJob(
      spec: spec, region: region, deployment: deployment, queue: queue, priority: priority, runAt: runAt, after: after,
      uniqueKey: key)
  }

  static func wait(
    after: Dependency.Target? = nil, condition: Dependency.Condition = .success, on instance: String? = nil,
    runAt: Timestamp? = nil
  ) -> NewJob {
    job(.wait(WaitSpec(instanceID: instance)), runAt: runAt, after: after.map { Dependency($0, condition: condition) })
  }

  static func tag(after: Dependency.Target? = nil) -> NewJob {
    job(.tag(TagSpec(tags: ["team": "a"])), after: after.map { Dependency($0) })
  }

  static func resource(_ instance: String, state: String = "pending") -> EC2Resource {
    EC2Resource(
      instanceID: instance, instanceType: "t3.medium", isSpot: false, state: state, amiID: "ami-1",
      createdByGeusemaker: true)
  }

  static func result(_ instance: String, state: String = "pending") -> JobResult {
    .resource(resource(instance, state: state))
  }

  static let tagged = JobResult.tagged(TagResult(instanceID: "i-1", resources: ["i-1"]))
  static let fault = JobError(code: "InternalError", class: .transient, message: "EC2 failed", requestID: "r-1")
  static let capacity = JobError(code: "InsufficientInstanceCapacity", class: .capacity, message: "none left")
}

/// A small seeded generator, so that a random walk can be walked again. Source: SplitMix64, Steele et al. 2014.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
