import Testing

extension EndToEnd {
  /// Launches that name what does not exist fail at once and say which thing and what next.
  @Suite struct UnknownReferencesTests {
    private struct Case: Sendable {
      let flags: [String]
      /// What the message must name.
      let thing: String
      let code: String
      let hint: String
    }
    private static let cases = [
      Case(
        flags: ["--image-id", "ami-0123456789abcdef0"], thing: "ami-0123456789abcdef0", code: "InvalidAMIID.NotFound",
        hint: "aws ec2 describe-images --region us-east-1 --owners self amazon"),
      Case(
        flags: ["--security-group-ids", "sg-0123456789abcdef0"], thing: "sg-0123456789abcdef0",
        code: "InvalidGroup.NotFound", hint: "aws ec2 describe-security-groups --region us-east-1"),
      Case(
        flags: ["--subnet-id", "subnet-0123456789abcdef0"], thing: "subnet-0123456789abcdef0",
        code: "InvalidSubnetID.NotFound", hint: "aws ec2 describe-subnets --region us-east-1"),
      Case(
        flags: ["--key-name", "nobody"], thing: "nobody", code: "InvalidKeyPair.NotFound",
        hint: "aws ec2 describe-key-pairs --region us-east-1"),
      Case(
        flags: ["--instance-type", "t9.colossal"], thing: "t9.colossal", code: "InvalidInstanceType",
        hint: "aws ec2 describe-instance-types --region us-east-1"),
    ]

    @Test func eachFailsAtOnceOnTheSimulator() async throws {
      try await SimulatorProcess.during { simulator in
        try await expectFailures(try simulator.sandbox(), on: "simulator")
        let state = try await simulator.state()
        #expect(state.instances.isEmpty)
        #expect(state.counts.byAction["RunInstances", default: 0] <= 3)
      }
    }

    @Test func eachFailsAtOnceOnMoto() async throws {
      let checks = ["MOTO_ENABLE_AMI_VALIDATION": "true", "MOTO_ENABLE_KEYPAIR_VALIDATION": "true"]
      try await MotoServer.during(checks) { moto in
        try await expectFailures(try moto.sandbox(), on: "moto")
        let instances: [RemoteInstance] = try await PythonScript.readInstances.run(moto.variables)
        #expect(instances.isEmpty)
      }
    }

    private func expectFailures(_ sandbox: Sandbox, on place: String) async throws {
      for wanted in Self.cases {
        let ended = try await sandbox.geuse(["launch", "--follow"] + wanted.flags)
        ended.exits(1).speaksAsGeuse()
        let job = try #require(try await sandbox.jobs("status", "\(ended.ids[0])").first)
        #expect(job.state == "failed", "\(ended)")
        #expect(job.failures == 1)
        #expect(job.attempts.map(\.outcome) == ["failed"])
        let error = try #require(job.error)
        #expect(error.code == wanted.code)
        #expect(error.message.contains(wanted.thing))
        #expect(error.message.contains("us-east-1"))
        #expect(error.hint?.contains(wanted.hint) == true)
        // A person who followed saw both.
        #expect(ended.error.contains(error.message), "\(ended)")
        #expect(ended.error.contains(error.hint ?? "-"), "\(ended)")
        print("[\(place)] \(wanted.flags.joined(separator: " "))\n  \(error.message)\n  next: \(error.hint ?? "")")
      }
    }
  }
}
