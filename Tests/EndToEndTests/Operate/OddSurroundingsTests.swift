import Foundation
import Subprocess
import Testing

extension EndToEnd {
  /// Terminals, pipes and inputs that are not as one would wish.
  @Suite struct OddSurroundingsTests {
    /// Runs a line of shell in which `geuse` is the built one.
    private func shell(_ sandbox: Sandbox, _ line: String) async throws -> Finished {
      let folder = URL(filePath: GeuseBinary.path).deletingLastPathComponent().path
      return try await sandbox.finish(
        "bash", ["--norc", "-c", line], variables: ["PATH": "\(folder):/usr/local/bin:/usr/bin:/bin"])
    }

    @Test(arguments: ["<&-", "< /tmp"])
    func idsFromAnInputThatCannotBeReadAreRefused(_ input: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      for verb in ["cancel", "requeue", "list", "terminate"] {
        let said = try await shell(sandbox, "geuse \(verb) - \(input)")
        #expect([0, 64].contains { said.status == .exited($0) }, "\(said)")
        said.speaksAsGeuse()
      }
      #expect(try await sandbox.jobs("list").map(\.state) == ["ready"])
    }

    @Test(arguments: ["0", "-5", "1", "20", "39"])
    func helpHasRoomOnANarrowTerminal(_ columns: String) async throws {
      let sandbox = try Sandbox()
      for arguments in [["help", "requeue"], ["launch", "--help"]] {
        try await sandbox.geuse(arguments, variables: ["COLUMNS": columns]).exits(0)
      }
      try await sandbox.geuse(["launch", "--nonsense"], variables: ["COLUMNS": columns]).exits(64)
    }

    @Test(arguments: [
      "--help", "--version", "help states", "--generate-completion-script bash", "launch --generate-cli-skeleton",
    ])
    func whatCannotBePrintedIsSaid(_ words: String) async throws {
      let said = try await shell(try Sandbox(), "geuse \(words) > /dev/full")
      said.exits(1)
      #expect(said.error.contains("standard output could not be written in full"))
    }

    @Test func aWorkerWhoseLogNobodyReadsGoesOn() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "3").exits(0)
        // A pipe takes 64 KiB; what is in it is read only once the worker has ended.
        let line = """
          mkfifo log; exec 3<> log
          head -c 65536 /dev/zero > log
          geuse worker --until-drained 2> log || exit 1
          head -c 65536 log > /dev/null
          geuse worker --until-drained 2> log || exit 2
          head -c 20 log
          """
        let ended = try await shell(sandbox, line).exits(0)
        #expect(!ended.output.isEmpty)
        #expect(try await sandbox.jobs("list", "--state", "succeeded").count == 3)
      }
    }

    @Test func aValueThatIsGivenTwiceIsRefused() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      for words in [
        ["launch", "--deployment", "a", "--deployment=b"], ["terminate", "--deployment", "a", "--deployment", "b"],
        ["pause", "--queue", "a", "--queue", "b"], ["offerings", "close", "--for", "1h", "--for", "2h"],
      ] {
        let said = try await sandbox.geuse(words).exits(64).expectNoDatabase(sandbox)
        #expect(said.error.contains("is given twice: it takes one value"), "\(said)")
      }
      try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b").exits(
        0)
      #expect(try await sandbox.jobs("list", "--state", "ready", "--state", "failed").count == 1)
    }

    @Test func aWorkerForNoQueueIsRefused() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("worker", "--queue", "", "--until-idle").exits(64).expectNoDatabase(sandbox)
    }
  }
}
