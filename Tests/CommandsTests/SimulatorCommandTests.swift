import ArgumentParser
import EC2Simulator
import Foundation
import Testing

@testable import Commands

@Suite struct SimulatorCommandTests {
  private func configured(_ arguments: String...) throws -> SimulatorConfiguration {
    try SimulatorCommand.parse(arguments).configured()
  }

  /// Writes a scenario and gives its path to `body`.
  private func withScenario(_ text: String, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "geuse-scenario-\(UUID()).json").path
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func withoutOptionsItIsTheUsualWorld() throws {
    var usual = SimulatorConfiguration()
    usual.port = 4566
    #expect(try configured() == usual)
  }

  @Test func optionsComeBeforeTheScenario() throws {
    let text = """
      {"port": 4600, "boot_time": "9s", "checks_time": "8s", "capacity": [{"zone": "us-east-1b"}], "call_log": "a"}
      """
    try withScenario(text) { path in
      let alone = try configured("--scenario", path)
      #expect(alone.port == 4600)
      #expect(alone.timing == InstanceTiming(boot: .seconds(9), checks: .seconds(8)))
      let both = try configured(
        "--scenario", path, "--port", "0", "--boot", "1s", "--short", "us-east-1a=60s", "--call-log", "b")
      #expect(both.port == 0)
      #expect(both.timing == InstanceTiming(boot: .seconds(1), checks: .seconds(8)))
      #expect(both.capacity.map(\.zone) == ["us-east-1b", "us-east-1a"])
      #expect(both.callLog == "b")
    }
  }

  @Test(arguments: [
    (#"{"boot": 1}"#, "there is no key 'boot'"), (#"{"fates": [{"kind": "dances"}]}"#, "'fates[0].kind'"),
  ])
  func aBadScenarioIsAMatterOfUsage(text: String, words: String) throws {
    try withScenario(text) { path in
      let failure = #expect(throws: CommandFailure.self) { try configured("--scenario", path) }
      #expect(failure?.code == .usage)
      #expect(failure?.message.contains(path) == true)
      #expect(failure?.message.contains(words) == true)
    }
  }

  @Test func portsAreChecked() {
    #expect(throws: CommandFailure.usage("--port '70000' is not valid: 0 to 65535")) {
      try configured("--port", "70000")
    }
  }

  @Test func theVariablesAreThoseOfTheScenario() throws {
    let text = #"{"regions": ["eu-west-1"], "access_keys": {"MINE": "secret"}}"#
    try withScenario(text) { path in
      let lines = SimulatorCommand.environment("http://127.0.0.1:1", try configured("--scenario", path))
      #expect(
        lines == """
          export AWS_ENDPOINT_URL=http://127.0.0.1:1
          export AWS_ACCESS_KEY_ID=MINE
          export AWS_SECRET_ACCESS_KEY=secret
          export AWS_DEFAULT_REGION=eu-west-1
          export AWS_REGION=eu-west-1
          """)
    }
  }
}
