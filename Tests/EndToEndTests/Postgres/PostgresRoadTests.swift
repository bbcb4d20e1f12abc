#if Postgres
  import Foundation
  import Testing

  extension EndToEnd {
    /// The main road on a server, which looks as it does on a file.
    @Suite struct PostgresRoadTests {
      @Test func twoWorkersDoEverythingAndItIsToldAsOfAFile() async throws {
        let onFile = try await told { try $0.sandbox() }
        let onServer = try await PostgresHost.shared().lendingDatabase { name in
          let url = try PostgresHost.shared().url(name)
          return try await told { try Sandbox($0.variables, database: url) }
        }
        #expect(onServer.jobs == onFile.jobs)
        #expect(onServer.status == onFile.status)
        #expect(onServer.pages == onFile.pages)
      }

      private struct Told {
        var jobs: String
        var status: String
        var pages: String
      }

      private func told(_ sandbox: @Sendable (SimulatorProcess) throws -> Sandbox) async throws -> Told {
        try await SimulatorProcess.during { simulator in
          let sandbox = try sandbox(simulator)
          let launched = try await sandbox.geuse("launch", "--count", "6", "--then-wait", "--unique-key", "web").exits(
            0)
          #expect(launched.ids == Array(1...12))
          #expect(
            try await sandbox.geuse("launch", "--count", "6", "--then-wait", "--unique-key", "web").exits(0).ids
              == launched.ids)
          let launches = launched.lines.compactMap { $0.split(separator: " ").first }.joined(separator: "\n")
          try await sandbox.geuse("tag", "-", "--tag", "Batch=42", input: launches).exits(0)
          try await withThrowingTaskGroup(of: Finished.self) { workers in
            for _ in 1...2 { workers.addTask { try await sandbox.geuse("worker", "--until-drained") } }
            for try await worker in workers { worker.exits(0) }
          }
          try await sandbox.geuse("terminate", "1").exits(0)
          try await sandbox.geuse("worker", "--until-drained").exits(0)
          #expect(try await sandbox.jobs("list").states == ["succeeded": 19])
          #expect(try await simulator.state().doubles.isEmpty)
          return try await Told(
            jobs: plain(sandbox.geuse("list", "--output", "json").exits(0).output),
            status: plain(sandbox.geuse("status", "--output", "json").exits(0).output),
            pages: plain(sandbox.geuse("status", "1", "7", "13", "--output", "json").exits(0).output))
        }
      }

      /// With what differs from run to run replaced by what it is.
      private func plain(_ text: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let data = try JSONSerialization.data(
          withJSONObject: Self.plain(object), options: [.prettyPrinted, .sortedKeys])
        return String(decoding: data, as: UTF8.self)
      }

      private static func plain(_ value: Any) -> Any {
        if let members = value as? [String: Any] {
          return members.reduce(into: [String: Any]()) { plain, member in
            // How often EC2 was asked depends on who was quicker.
            plain[member.key] =
              ["calls", "throttled", "minute", "attempts"].contains(member.key)
              ? kind(member.value) : Self.plain(member.value)
          }
        }
        if let values = value as? [Any] { return values.map(Self.plain) }
        guard let text = value as? String else { return value }
        let kinds: [(Regex<Substring>, String)] = [
          (/\d{4}-\d\d-\d\dT[0-9:.]+Z/, "TIME"), (/i-[0-9a-f]+/, "INSTANCE"), (/\d+\.\d+\.\d+\.\d+/, "ADDRESS"),
          (/us-east-1[a-f]/, "ZONE"), (/subnet-[0-9a-f]+/, "SUBNET"), (/vol-[0-9a-f]+/, "VOLUME"),
          (/ami-[0-9a-f]+/, "IMAGE"),
          (/[0-9a-f]{8}-[0-9a-f-]{27}/, "REQUEST"), (/[^ ]+:\d+:[0-9a-f]{8}/, "WORKER"),
        ]
        return kinds.reduce(text) { $0.replacing($1.0, with: $1.1) }
      }

      private static func kind(_ value: Any) -> String {
        value is [Any] ? "list" : value is NSNull ? "null" : value is String ? "text" : "number"
      }
    }
  }
#endif
