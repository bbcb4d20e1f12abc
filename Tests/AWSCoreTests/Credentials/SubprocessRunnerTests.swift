import AWSCore
import Foundation
import Testing

/// Real programs.
final class SubprocessRunnerTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "geuse runner \(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The words that run a script of the shell. It is no program of its own: one that is still open for writing in
  /// another test's child just forked could not be executed.
  private func script(_ body: String) throws -> [String] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "the tool")
    try Data(body.utf8).write(to: file)
    return ["sh", file.path]
  }

  static func run(_ words: [String], timeout: Duration = .seconds(60)) async throws(CommandError) -> CommandOutcome {
    try await SubprocessRunner().run(words, timeout: timeout)
  }

  @Test func wordsAndOutputsPassAsTheyAre() async throws {
    let tool = try script(#"printf '%s|' "$@"; printf oops >&2; exit 7"#)
    let outcome = try await Self.run(tool + ["a b", "$HOME", "`x`", "*", ""])
    #expect(outcome.end == .exited(7))
    #expect(String(decoding: outcome.output, as: UTF8.self) == "a b|$HOME|`x`|*||")
    #expect(String(decoding: outcome.errors, as: UTF8.self) == "oops")
  }

  @Test func aProgramIsFoundOnThePath() async throws {
    #expect(try await Self.run(["printf", "hi"]).output == Array("hi".utf8))
  }

  @Test func nothingIsThereToBeRead() async throws {
    #expect(try await Self.run(script("cat")) == CommandOutcome(end: .exited(0)))
  }

  @Test(arguments: ["geuse-no-such-program", "/nowhere/tool"])
  func aProgramThatIsNotThereIsNamed(_ program: String) async {
    await #expect(throws: CommandError.notFound) { try await Self.run([program]) }
  }

  @Test func aSignalIsToldFromACode() async throws {
    #expect(try await Self.run(script("kill -9 $$")).end == .signalled(9))
  }

  /// Also what it started, which holds its outputs open: none of the sleeps is waited for.
  @Test(arguments: ["sleep 600", "sleep 600 & wait", "trap '' TERM; sleep 600; sleep 600"])
  func whatDoesNotEndIsKilled(_ body: String) async throws {
    let tool = try script(body)
    await #expect(throws: CommandError.timedOut(.milliseconds(200))) {
      try await Self.run(tool, timeout: .milliseconds(200))
    }
  }

  @Test func whatAProgramLeavesBehindIsNotWaitedFor() async throws {
    let outcome = try await Self.run(script("setsid sleep 30 & printf hi"))
    #expect(outcome.end == .exited(0))
    #expect(outcome.output == Array("hi".utf8))
  }

  @Test func aFloodIsNotKept() async throws {
    let tool = try script("yes | head -c 1000000")
    await #expect(throws: CommandError.wroteTooMuch(limit: 65_536)) { try await Self.run(tool) }
  }

  @Test func credentialsComeOutOfARealScript() async throws {
    let tool = try script(
      #"[ "$1" = "the account" ] && printf '{"Version": 1, "AccessKeyId": "REAL", "SecretAccessKey": "s"}'"#)
    let files = ["/home/me/.aws/config": "[default]\ncredential_process = sh '\(tool[1])' \"the account\""]
    let settings = try AWSSettings(environment: .of(files: files))
    let credentials = try await settings.credentialProvider(transport: FakeAWS.transport()).credentials()
    #expect(credentials == AWSCredentials(accessKeyID: "REAL", secretAccessKey: "s"))
  }
}
