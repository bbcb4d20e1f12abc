import JobModel
import Testing

extension EndToEnd {
  @Suite struct HelpTopicTests {
    @Test(
      arguments: [
        ("states", "polling"), ("exit-codes", "124"), ("errors", "capacity"), ("safety", "doctor"),
        ("postgres", "PGPASSFILE"),
      ])
    func topicsAreExplained(_ topic: String, _ word: String) async throws {
      let help = try await Sandbox().geuse("help", topic).exits(0)
      #expect(help.output.contains(word) && help.error.isEmpty)
      #expect(help.lines.allSatisfy { $0.count <= 80 })
    }

    @Test func commandsAreStillExplained() async throws {
      #expect(try await Sandbox().geuse("help", "launch").exits(0).output.contains("--instance-type"))
      #expect(try await Sandbox().geuse("help").exits(0).output.contains("TOPICS"))
    }

    /// Every class that a job's error may have is told of.
    @Test func everyClassIsExplained() async throws {
      let help = try await Sandbox().geuse("help", "errors").exits(0).output
      for word in ErrorClass.allCases.map(\.rawValue) {
        #expect(try help.contains(Regex("\\b\(word)\\b")), "\(word) is missing")
      }
    }
  }
}
