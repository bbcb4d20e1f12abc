import Foundation
import Testing

extension EndToEnd {
  /// A database belongs to one account at one endpoint.
  @Suite struct AccountTests {
    @Test func anotherAccountIsRefusedAndBothAreNamed() async throws {
      try await MotoServer.during { moto in
        let sandbox = try moto.sandbox()
        try await sandbox.geuse("launch", "--follow").exits(0)
        let visitor: [String: String] = try await PythonScript.assumeRole.run(moto.variables, "111111111111")
        try await sandbox.geuse("launch").exits(0)
        let worker = try await sandbox.geuse("worker", "--until-drained", variables: visitor).exits(78)
        #expect(worker.error.contains("account 123456789012"), "\(worker)")
        #expect(worker.error.contains("111111111111"), "\(worker)")
        let job = try #require(try await sandbox.jobs("status", "2").first)
        #expect(job.state == "ready")
        #expect(job.failures == 0)
        let follower = try await sandbox.geuse("launch", "--follow", variables: visitor).exits(78)
        #expect(follower.error.contains("111111111111"), "\(follower)")
        let instances: [RemoteInstance] = try await PythonScript.readInstances.run(moto.variables)
        #expect(instances.count == 1)
      }
    }

    @Test func anotherEndpointIsRefusedAndBothAreNamed() async throws {
      try await SimulatorProcess.during { simulator in
        try await SimulatorProcess.during { other in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch", "--follow").exits(0)
          try await sandbox.geuse("launch").exits(0)
          let lost = try await sandbox.geuse("worker", "--until-drained", variables: other.variables).exits(78)
          #expect(lost.error.contains(simulator.endpoint.absoluteString), "\(lost)")
          #expect(lost.error.contains(other.endpoint.absoluteString), "\(lost)")
          #expect(try await other.state().instances.isEmpty)
          try await sandbox.geuse("worker", "--until-drained").exits(0)
          #expect(try await simulator.state().instances.count == 2)
        }
      }
    }
  }
}
