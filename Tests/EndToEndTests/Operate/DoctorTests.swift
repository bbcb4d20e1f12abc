import Foundation
import Testing

extension EndToEnd {
  @Suite struct DoctorTests {
    private struct Report: Decodable {
      struct Finding: Decodable {
        let check: String
        let level: String
        let message: String
        let fix: String?
      }
      let findings: [Finding]

      func problems() -> [String] { findings.filter { $0.level == "problem" }.map(\.check) }
    }

    private func examine(_ sandbox: Sandbox, _ arguments: String..., exits code: Int32) async throws -> Report {
      try await sandbox.geuse(["doctor", "--output", "json"] + arguments).exits(code).json()
    }

    @Test func whatIsWellIsSaidToBe() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--follow").exits(0)
        let calls = try simulator.calls().count
        let report = try await examine(sandbox, exits: 0)
        #expect(report.problems().isEmpty)
        #expect(
          Set(report.findings.map(\.check)).isSuperset(of: [
            "schema", "integrity", "file access", "file system", "disk", "write-ahead log", "leases", "open requests",
            "workers", "credentials", "endpoint in us-east-1", "account in us-east-1", "permissions in us-east-1",
            "instances in us-east-1", "clock",
          ]))
        #expect(report.findings.allSatisfy { ($0.fix != nil) == ($0.level == "problem") })
        // Asked about, not done.
        #expect(try await simulator.state().live.count == 1)
        #expect(try simulator.calls().count > calls)
        let offline = try await examine(sandbox, "--offline", exits: 0)
        #expect(!offline.findings.contains { $0.check == "credentials" })
      }
    }

    @Test func eachProblemIsFoundWithItsFix() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "2").exits(0)
        try await sandbox.dies(at: "launch.recorded", lease: "1s")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: sandbox.database)
        let _: Int = try await PythonScript.changeDatabase.run([:], sandbox.database, "CREATE TABLE extra (a)")
        try await simulator.add(
          #"{"kind":"refuse","action":"RunInstances","code":"UnauthorizedOperation","count":"all"}"#, to: "faults")
        let report = try await examine(sandbox, exits: 1)
        #expect(Set(report.problems()) == ["schema", "file access", "permissions in us-east-1"])
        #expect(report.findings.first { $0.check == "open requests" }?.level == "note")
        #expect(
          report.findings.first { $0.check == "permissions in us-east-1" }?.message == "not allowed: ec2:RunInstances")
      }
    }

    @Test func wrongCredentialsAreAProblemAndNoneAreNot() async throws {
      try await SimulatorProcess.during { simulator in
        let wrong = try Sandbox(simulator.variables.merging(["AWS_SECRET_ACCESS_KEY": "wrong"]) { $1 })
        try await wrong.geuse("launch").exits(0)
        #expect(try await examine(wrong, exits: 1).problems() == ["endpoint in us-east-1"])
        let none = try Sandbox(["AWS_REGION": "us-east-1"])
        try await none.geuse("launch").exits(0)
        let report = try await examine(none, exits: 0)
        #expect(report.findings.first { $0.check == "credentials" }?.level == "note")
      }
    }
  }
}
