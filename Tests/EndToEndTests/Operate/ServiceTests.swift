import Foundation
import Testing

extension EndToEnd {
  /// A worker as a service manager has it.
  @Suite struct ServiceTests {
    @Test func systemdIsToldWhenAWorkerIsReadyAliveAndStopping() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--run-at", "+1h").exits(0)
      let socket = sandbox.folder.appending(path: "notify").path
      let script = [PythonScript.notifySocket.path, socket]
      let heard = try await sandbox.during(PythonScript.interpreter, script, variables: PythonScript.home) { listener in
        #expect(await listener.output.line(containing: "listening") != nil)
        let worker = try await sandbox.geuse(
          "worker", variables: ["NOTIFY_SOCKET": socket, "WATCHDOG_USEC": "300000"]
        ) { worker in
          #expect(await listener.output.wait { $0.filter { $0.contains("WATCHDOG=1") }.count >= 3 })
          worker.stop()
        }.finished
        worker.exits(0)
        #expect(await listener.output.line(containing: "STOPPING=1") != nil)
        listener.stop()
      }.finished.output
      let first = heard.split(separator: "\n").dropFirst().first
      #expect(first?.contains("READY=1") == true, "\(heard)")
    }

    @Test func logLinesMayBeJSON() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--key-name", "nobodys").exits(0)
        try await sandbox.geuse("launch", "--user-data", "s3cr3t").exits(0)
        let worker = try await sandbox.geuse(
          "worker", "--until-drained", "--log-format", "json", "--log-level", "trace"
        ).exits(0)
        let lines = worker.error.split(separator: "\n")
        #expect(lines.count > 5)
        for line in lines {
          let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
          #expect(object["time"] is String && object["level"] is String && object["message"] is String)
        }
        #expect(lines.contains { $0.contains(#""job":"1""#) && $0.contains("InvalidKeyPair.NotFound") })
        #expect(!worker.error.contains("s3cr3t"))
        try await sandbox.geuse("worker", variables: ["GEUSE_LOG_FORMAT": "xml"]).exits(64)
      }
    }
  }
}
