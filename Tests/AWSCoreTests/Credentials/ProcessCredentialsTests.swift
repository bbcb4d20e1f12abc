import AWSCore
import Foundation
import Testing

struct ProcessCredentialsTests {
  static let good =
    #"{"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "s", "SessionToken": "t", "#
    + #""Expiration": "2126-01-01T00:00:00Z", "AccountId": "1"}"#

  static func provider(_ command: String = "tool --profile 'a b'", _ runner: any CommandRunner) throws
    -> RefreshingCredentials
  {
    let files = ["/home/me/.aws/config": "[profile p]\ncredential_process = \(command)"]
    return try AWSSettings(profile: "p", environment: .of(files: files))
      .credentialProvider(transport: FakeAWS.transport(), runner: runner)
  }

  @Test func whatAProgramPrintsIsRead() async throws {
    let runner = ScriptedRunner(prints: Self.good)
    let provider = try Self.provider("tool --profile 'a b'", runner)
    let credentials = try await provider.credentials()
    #expect(
      credentials
        == AWSCredentials(
          accessKeyID: "P", secretAccessKey: "s", sessionToken: "t",
          expiration: Date(timeIntervalSince1970: 4_922_899_200)))
    #expect(runner.calls == [["tool", "--profile", "a b"]])
    #expect(await provider.state?.source == "the credential_process of profile p")
  }

  static func said(_ end: CommandOutcome.End, _ errors: String = "") -> Result<CommandOutcome, CommandError> {
    .success(CommandOutcome(end: end, output: Array(good.utf8), errors: Array(errors.utf8)))
  }

  static func prints(_ text: String) -> Result<CommandOutcome, CommandError> {
    .success(CommandOutcome(end: .exited(0), output: Array(text.utf8)))
  }

  static let failures: [(outcome: Result<CommandOutcome, CommandError>, complaint: String)] = [
    (said(.exited(3), "no such vault\n"), "does not work: tool exited with 3: no such vault"),
    (said(.exited(1)), "does not work: tool exited with 1: run it by hand to see why"),
    (said(.signalled(9)), "does not work: tool was ended by signal 9"),
    (.failure(.notFound), "tool was not found, or may not be executed: run it by hand to see why"),
    (.failure(.timedOut(.seconds(60))), "tool did not end within 60 s and was killed"),
    (.failure(.wroteTooMuch(limit: 9)), "tool wrote more than 9 bytes"),
    (prints(""), "printed something that is not a JSON object with a number Version"),
    (prints("secret-key"), "printed something that is not a JSON object"),
    (prints("[1]"), "printed something that is not a JSON object"),
    (prints(#"{"Version": "1"}"#), "printed something that is not a JSON object with a number Version"),
    (prints(#"{"Version": 2}"#), "printed Version 2, not 1"),
    (prints(#"{"AccessKeyId": "secret-key"}"#), "printed Version none, not 1"),
    (prints(#"{"Version": 1, "SecretAccessKey": "secret-key"}"#), "printed no AccessKeyId"),
    (prints(#"{"Version": 1, "AccessKeyId": "P", "SecretAccessKey": ""}"#), "printed no SecretAccessKey"),
    (
      prints(#"{"Version": 1, "AccessKeyId": 5, "SecretAccessKey": "secret-key"}"#),
      "printed a setting that is not text"
    ),
    (
      prints(#"{"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "secret-key", "Expiration": "soon"}"#),
      "printed an Expiration that is not a time like"
    ),
    (
      said(.exited(1), "failed for password: hunter2 and wJalrXUtnFEMI/K7MDENG+bPxRfi token=abc\u{1B}[31m\nend"),
      "exited with 1: failed for password: [hidden] and [hidden] token=[hidden] [31m end"
    ),
  ]

  @Test(arguments: failures)
  func whatFailsIsNamedWithoutSecrets(_ outcome: Result<CommandOutcome, CommandError>, _ complaint: String) async throws
  {
    let provider = try Self.provider("tool --password hunter2", ScriptedRunner(outcome))
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.kind == .broken)
    #expect(error?.message.hasPrefix("credential_process of profile p does not work: tool ") == true)
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "-")")
    #expect(error?.message.contains("secret-key") == false)
    #expect(error?.message.contains("hunter2") == false)
  }

  @Test func excerptsAreShort() async throws {
    let outcome = Self.said(.exited(1), String(repeating: "long words ", count: 1000))
    let error = await #expect(throws: CredentialError.self) {
      try await Self.provider("tool", ScriptedRunner(outcome)).credentials()
    }
    #expect((error?.message.count ?? 1000) < 300)
  }

  @Test(arguments: ["tool 'a", "tool \\"])
  func aCommandLineWithoutAnEndIsNamed(_ command: String) async throws {
    let runner = ScriptedRunner(prints: Self.good)
    let error = await #expect(throws: CredentialError.self) { try await Self.provider(command, runner).credentials() }
    #expect(error?.message == "credential_process of profile p is not a command line: close its quotes")
    #expect(runner.calls.isEmpty)
  }
}
