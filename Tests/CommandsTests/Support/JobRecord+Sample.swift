import JobModel

extension JobRecord {
  /// Job 7, enqueued at 0 and ready at once, in us-east-1.
  static func sample(
    _ state: JobState = .ready, id: JobID = 7, spec: JobSpec = .launch(LaunchSpec()), runAt: Timestamp = .seconds(0),
    after: JobID? = nil, result: JobResult? = nil, error: JobError? = nil, cancelRequested: Bool = false,
    attempts: [Attempt] = []
  ) -> JobRecord {
    JobRecord(
      id: id, state: state, queue: "default", priority: 0, failures: 0, maxFailures: 5, rescues: 0, runAt: runAt,
      deadline: nil, createdAt: .seconds(0), startedAt: nil, finishedAt: nil, uniqueKey: nil, after: after,
      deployment: nil, region: "us-east-1", spec: spec, result: result, error: error,
      cancelRequested: cancelRequested, hasOpenRequest: false, attempts: attempts)
  }
}

extension Timestamp {
  static func seconds(_ seconds: Int64) -> Timestamp { Timestamp(rawValue: seconds * 1000) }
}

extension JobError {
  static let noCapacity = JobError(
    code: "InsufficientInstanceCapacity", class: .capacity, message: "no capacity for it", hint: "geuse requeue 7")
}

extension JobResult {
  static let instance = JobResult.resource(
    EC2Resource(
      instanceID: "i-0123456789abcdef0", instanceType: "t3.medium", isSpot: false, spotRequestID: nil,
      publicIP: "203.0.113.9", privateIP: "10.0.0.9", state: "running", launchTime: nil, amiID: "ami-0bbbbbbb",
      subnetID: nil, availabilityZone: "us-east-1b", createdByGeusemaker: true))
}
