import AWSCore
import EC2
import JobModel

extension AWSError {
  static func envelope(
    _ code: String, _ message: String = "said EC2", status: Int = 400, action: String = "RunInstances"
  ) -> AWSError {
    AWSError(
      action: action, origin: .envelope, code: code, message: message, requestID: "req-1", status: status,
      region: "us-east-1")
  }

  static func other(_ origin: Origin, _ code: String, status: Int? = nil, action: String = "RunInstances") -> AWSError {
    AWSError(action: action, origin: origin, code: code, message: "strange", status: status, region: "us-east-1")
  }
}

extension ClaimedJob {
  static func sample(
    _ spec: JobSpec = .launch(LaunchSpec()), failures: Int = 0, refusals: Int = 0, startedAt: Int64 = 0,
    deadline: Int64 = 10_000_000
  ) -> ClaimedJob {
    ClaimedJob(
      id: 7, spec: spec, region: "us-east-1", deployment: nil, queue: "default", priority: 0, attempt: 1,
      refusals: refusals, failures: failures, maxFailures: 5, startedAt: Timestamp(rawValue: startedAt),
      deadline: Timestamp(rawValue: deadline), cancelRequested: false,
      lease: Lease(holder: "w", token: 1, expiresAt: BootTime(bootID: "b", milliseconds: 1)), openRequest: nil,
      dependencyID: nil, dependencyResult: nil)
  }
}

extension Timestamp {
  static func seconds(_ seconds: Int64) -> Timestamp { Timestamp(rawValue: seconds * 1_000) }
}
