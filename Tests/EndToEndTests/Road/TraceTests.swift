import Foundation
import Testing

extension EndToEnd {
  /// `GEUSE_TRACE`: what processes write down about themselves.
  @Suite struct TraceTests {
    private static let marked = "user-data-that-nobody-may-read"

    @Test func everyStepOfALaunchIsWrittenDownAndNothingSecret() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let folder = sandbox.folder.appending(path: "traces")
        let traced = ["GEUSE_TRACE": folder.path]
        try await sandbox.geuse(
          "launch", "--user-data", Self.marked, "--name", "shown-to-nobody", "--then-wait", variables: traced
        ).exits(0)
        try await sandbox.geuse("worker", "--until-drained", variables: traced).exits(0)
        try await sandbox.geuse("terminate", "1", variables: traced).exits(0)
        try await sandbox.geuse("worker", "--until-drained", variables: traced).exits(0)

        let traces = try ProcessTrace.read(folder: folder)
        #expect(traces.count == 4)
        #expect(traces.allSatisfy { $0.broken == 0 })
        let records = traces.flatMap(\.records)
        #expect(
          Set(records.map(\.event)) == [
            "enqueued", "claimed", "open", "send", "held", "run", "close", "finish", "terminate", "gone", "cancel",
            "compared",
          ])
        for trace in traces {
          let intents = trace.records.filter { $0.phase == .intent }.map(\.step)
          #expect(Set(intents) == Set(trace.records.filter { $0.phase == .result }.map(\.step)))
        }
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
          let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
          #expect((attributes[.posixPermissions] as? Int) == 0o600)
          let text = try String(contentsOf: file, encoding: .utf8)
          let secrets = [Self.marked, Data(Self.marked.utf8).base64EncodedString(), "shown-to-nobody"]
          for secret in secrets + [simulator.variables["AWS_SECRET_ACCESS_KEY"] ?? "?", "GEUSESIMULATOR"] {
            #expect(!text.contains(secret))
          }
        }
        let verdict = Judge(
          Evidence(
            try await simulator.state(),
            callLog: try String(contentsOfFile: simulator.callLog, encoding: .utf8).split(separator: "\n").map(
              String.init),
            traces: traces, told: [1, 2, 3])
        ).verdict()
        #expect(verdict.violations.isEmpty, "\(verdict.report)")
        #expect(verdict.figures.contains { $0.name == "launches succeeded" && $0.value == 1 })
      }
    }

    @Test func withoutAPlaceForItNothingIsDone() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let file = try sandbox.file("in-the-way", [])
      let refused = try await sandbox.geuse("launch", variables: ["GEUSE_TRACE": file]).exits(78).speaksAsGeuse()
      #expect(refused.error.contains("GEUSE_TRACE: the trace"))
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }
  }
}
