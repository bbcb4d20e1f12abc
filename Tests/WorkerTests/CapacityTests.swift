import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing
import Worker

@Suite("Short of capacity")
struct CapacityTests {
  @Test func aRefusalCostsNoFailureAndIsTriedAgain() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addCapacity(.closed(zone: "us-east-1a"))
      let launch = try await bench.launch(LaunchSpec(availabilityZones: ["us-east-1a"]))
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error != nil }
      let refused = try await bench.job(launch)
      #expect(refused.state == .ready)
      #expect(refused.failures == 0)
      #expect(refused.error?.code == "InsufficientInstanceCapacity")
      #expect(refused.error?.message.contains("us-east-1a") == true)
      #expect(!refused.hasOpenRequest)
      // One refusal, one call.
      #expect(bench.calls("RunInstances") == 1)
      #expect(refused.runAt > bench.clocks.now())
      bench.simulator.removeAllCapacity()
      bench.clocks.advance(.seconds(16))
      try await bench.work()
      #expect(try await bench.job(launch).state == .succeeded)
      let tokens = Set(bench.simulator.calls.filter { $0.action == "RunInstances" }.map(\.clientToken))
      #expect(tokens.count == 2)
    }
  }

  @Test func theDeadlineEndsItWithTheLastError() async throws {
    try await WorkerBench.withBench(timeStands: true) { bench in
      bench.simulator.addCapacity(.closed())
      // Shorter than the rest of a refused offering.
      let launch = try await bench.launch(retryFor: .seconds(14))
      try await bench.carryOutAll([bench.leaping(.none)])
      let job = try await bench.job(launch)
      #expect(job.state == .failed)
      #expect(job.error?.code == "InsufficientInstanceCapacity")
      #expect(job.error?.hint?.contains("geuse requeue \(launch)") == true)
    }
  }

  @Test(arguments: [
    (LaunchSpec(imageID: "ami-0123456789abcdef0"), "InvalidAMIID.NotFound", "ami-0123456789abcdef0"),
    (LaunchSpec(securityGroupIDs: ["sg-0123456789abcdef0"]), "InvalidGroup.NotFound", "sg-0123456789abcdef0"),
    (LaunchSpec(subnetIDs: ["subnet-0123456789abcdef0"]), "InvalidSubnetID.NotFound", "subnet-0123456789abcdef0"),
    (LaunchSpec(keyName: "nobodys"), "InvalidKeyPair.NotFound", "nobodys"),
    (LaunchSpec(instanceTypes: ["zz9.large"]), "InvalidInstanceType", "zz9.large"),
  ])
  func whatDoesNotExistFailsAtOnceAndByName(spec: LaunchSpec, code: String, named: String) async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch(spec)
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .failed)
      #expect(job.error?.code == code)
      #expect(job.error?.message.contains(named) == true, "\(job.error?.message ?? "")")
      #expect(job.error?.hint != nil)
      #expect(job.attempts.count == 1)
      #expect(bench.simulator.snapshot().instances.isEmpty)
    }
  }
}
