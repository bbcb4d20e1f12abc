import Foundation
import Testing

extension EndToEnd {
  /// The whole road: twenty launches, a wait and a tag job for each, four workers started together; read back by boto3.
  @Suite struct TwentyLaunchesTests {
    private struct Network: Decodable, Sendable {
      let subnet: String
      let group: String
      let key: String
    }
    /// Every byte value, twice, and nothing that is text.
    private static let userData: [UInt8] = Array(0...255) + Array(0...255).reversed()

    @Test func onMotoTheyAreTwentyInstancesAsAsked() async throws {
      try await MotoServer.during { moto in
        // It launches one instance a call, however many are asked for: nineteen times the rest moves on.
        try await expectTwenty(moto.variables, try await PythonScript.makeNetwork.run(moto.variables), calls: 20)
      }
    }

    @Test func onTheSimulatorTheyAreTwentyInstancesAsAsked() async throws {
      try await SimulatorProcess.during(["--boot", "1s", "--checks", "1s"]) { simulator in
        let variables = simulator.variables.merging(["AWS_DEFAULT_REGION": "us-east-1"]) { $1 }
        try await expectTwenty(variables, try await PythonScript.findNetwork.run(variables), calls: 1)
        #expect(try await simulator.state().doubles.isEmpty)
      }
    }

    private func expectTwenty(_ variables: [String: String], _ network: Network, calls: Int) async throws {
      let sandbox = try Sandbox(variables)
      try await enqueue(sandbox, network)
      try await withThrowingTaskGroup(of: Finished.self) { workers in
        for _ in 1...4 {
          workers.addTask { try await sandbox.geuse("worker", "--until-drained", "--concurrency", "4") }
        }
        for try await worker in workers { worker.exits(0) }
      }
      let jobs = try await sandbox.jobs("list")
      #expect(jobs.count == 60)
      #expect(jobs.states == ["succeeded": 60], "\(jobs.compactMap(\.error))")
      let instances: [RemoteInstance] = try await PythonScript.readInstances.run(variables)
      #expect(Set(jobs.instanceIDs) == Set(instances.map(\.id)))
      #expect(Set(instances.map(\.token)).count == calls)
      #expect(Set(instances.map { $0.tags["geusemaker:request"] }).count == calls)
      expectAsAsked(instances, network)
    }

    private func enqueue(_ sandbox: Sandbox, _ network: Network) async throws {
      let file = try sandbox.file("setup.bin", Self.userData)
      let launched = try await sandbox.geuse(
        "launch", "--count", "20", "--then-wait", "--name", "web", "--deployment", "nightly", "--subnet-id",
        network.subnet, "--security-group-ids", network.group, "--key-name", network.key, "--user-data",
        "file://\(file)", "--tag", "Team=höhe & tiefe", "--tag", "Owner=ops"
      ).exits(0)
      #expect(launched.lines.count == 20)
      #expect(launched.ids.count == 40)
      let launches = launched.lines.compactMap { $0.split(separator: " ").first }.joined(separator: "\n")
      let tagged = try await sandbox.geuse("tag", "-", "--tag", "Batch=42", "--tag", "Owner=night", input: launches)
      tagged.exits(0)
      #expect(tagged.ids.count == 20)
    }

    private func expectAsAsked(_ instances: [RemoteInstance], _ network: Network) {
      #expect(instances.count == 20)
      #expect(Set(instances.compactMap { $0.tags["geusemaker:queue"] }).count == 1)
      for instance in instances {
        #expect(instance.state == "running")
        #expect(instance.type == "t3.medium")
        #expect(instance.subnet == network.subnet)
        #expect(instance.groups == [network.group])
        #expect(instance.key == network.key)
        #expect(instance.userData.flatMap { Data(base64Encoded: $0) } == Data(Self.userData))
        #expect(instance.volumes.map(\.size) == [20])
        #expect(instance.volumes.map(\.type) == ["gp3"])
        expectTags(instance.tags)
        for volume in instance.volumes { expectTags(volume.tags) }
      }
    }

    /// Those of the contract, the user's, then the tag job's, which wins over the user's.
    private func expectTags(_ tags: [String: String]) {
      var rest = tags
      #expect(rest.removeValue(forKey: "geusemaker:request")?.count == 36)
      #expect(rest.removeValue(forKey: "geusemaker:queue")?.isEmpty == false)
      #expect(
        rest == [
          "Name": "web", "geusemaker:managed": "true", "geusemaker:deployment": "nightly", "Team": "höhe & tiefe",
          "Owner": "night", "Batch": "42",
        ])
    }
  }
}
