import Foundation
import Testing

@testable import EC2Simulator

@Suite struct ScenarioTests {
  private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs")

  static var shipped: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: docs.appending(path: "scenarios").path)
    return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  @Test func threeAreShipped() {
    #expect(Self.shipped == ["spot-storm.json", "throttled-account.json", "zone-outage.json"])
  }

  @Test(arguments: shipped)
  func aShippedOneLoadsAndRuns(name: String) throws {
    let path = Self.docs.appending(path: "scenarios/\(name)").path
    let configuration = try SimulatorConfiguration(scenario: path)
    #expect(configuration != SimulatorConfiguration())
    let again = try SimulatorJSON.decode(SimulatorConfiguration.self, from: SimulatorJSON.encode(configuration))
    #expect(again == configuration)
    var caller = TestCaller(configuration)
    for number in 0..<20 {
      caller.run(["ClientToken": "t\(number)"])
      caller.turn(.seconds(30))
    }
    #expect(caller.core.log.counts.launched > 0)
    #expect(caller.core.snapshot(at: caller.now).doubles.isEmpty)
  }

  @Test func everyExampleOfTheManualIsRead() throws {
    let text = try String(contentsOf: Self.docs.appending(path: "simulator.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```json scenario\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(blocks.count >= 5)
    for block in blocks {
      #expect(throws: Never.self, "\(block)") {
        try SimulatorJSON.decode(SimulatorConfiguration.self, from: block.utf8)
      }
    }
  }

  /// The manual names every key and every kind that there is.
  @Test func theManualLeavesNothingOut() throws {
    let text = try String(contentsOf: Self.docs.appending(path: "simulator.md"), encoding: .utf8)
    let names =
      SimulatorConfiguration.CodingKeys.allCases.map(\.stringValue) + Fault.CodingKeys.allCases.map(\.stringValue)
      + InstanceFate.CodingKeys.allCases.map(\.stringValue) + CapacityPool.CodingKeys.allCases.map(\.stringValue)
      + OfferingRule.CodingKeys.allCases.map(\.stringValue) + Quota.CodingKeys.allCases.map(\.stringValue)
      + SubnetSetting.CodingKeys.allCases.map(\.stringValue) + RoleSetting.CodingKeys.allCases.map(\.stringValue)
      + BucketLimit.CodingKeys.allCases.map(\.stringValue) + Fault.Kind.allCases.map(\.rawValue)
      + InstanceFate.Kind.allCases.map(\.rawValue)
    for name in Set(names).sorted() {
      #expect(text.contains("`\(name)`"), "'\(name)' is not in docs/simulator.md")
    }
    for code in SpotStatus.known.keys where code != "fulfilled" {
      #expect(text.contains(code), "'\(code)' is not in docs/simulator.md")
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let text: String
    let words: String
    var testDescription: String { text }

    init(_ text: String, _ words: String) {
      self.text = text
      self.words = words
    }
  }

  @Test(arguments: [
    Bad("{", "not valid JSON"), Bad("[]", "Expected to decode"), Bad(#"{"boot": "2s"}"#, "there is no key 'boot'"),
    Bad(#"{"boot_time": "soon"}"#, "'boot_time': 'soon' is no duration"),
    Bad(#"{"faults": [{"kind": "throttle"}, {"kind": "explode"}]}"#, "'faults[1].kind'"),
    Bad(#"{"faults": [{}]}"#, "'faults[0].kind' is missing"),
    Bad(#"{"faults": [{"kind": "refuse"}]}"#, "'faults[0].code': a fault of kind 'refuse' needs a 'code'"),
    Bad(#"{"faults": [{"kind": "throttle", "zones": "a"}]}"#, "there is no key 'zones'"),
    Bad(#"{"faults": [{"kind": "throttle", "probability": 2}]}"#, "'faults[0].probability'"),
    Bad(#"{"faults": [{"kind": "throttle", "count": "some"}]}"#, "'faults[0].count'"),
    Bad(#"{"faults": [{"kind": "hang", "delay": "11m"}]}"#, "'faults[0].delay'"),
    Bad(#"{"faults": [{"kind": "truncate", "fraction": 1.5}]}"#, "'faults[0].fraction'"),
    Bad(#"{"faults": [{"kind": "other_account", "account": "1"}]}"#, "'faults[0].account'"),
    Bad(#"{"fates": [{"kind": "spot_status"}]}"#, "'fates[0].code'"),
    Bad(#"{"fates": [{"kind": "spot_status", "code": "moody"}]}"#, "'moody' is no status code of a spot request"),
    Bad(#"{"capacity": [{"open_after": "1s"}]}"#, "there is no key 'open_after'"),
    Bad(#"{"subnets": [{"zone": "us-east-1a", "vpc": "x"}]}"#, "'subnets[0].vpc'"),
    Bad(#"{"quotas": [{"vcpus": -1}]}"#, "'quotas[0].vcpus'"),
    Bad(#"{"host": "0.0.0.0"}"#, "'host': the simulator listens on loopback only"),
    Bad(#"{"port": 70000}"#, "'port'"), Bad(#"{"account": "12"}"#, "'account'"),
    Bad(#"{"accounts": {"NOBODY": "111111111111"}}"#, "'accounts': 'NOBODY' is none of the 'access_keys'"),
    Bad(#"{"roles": [{"arn": "worker"}]}"#, "'roles'"), Bad(#"{"spot_prices": {"t9.huge": 1}}"#, "'spot_prices'"),
  ])
  func aBadOneNamesItsKey(_ it: Bad) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "geuse-scenario-\(UUID()).json").path
    try Data(it.text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: SimulatorError.self) { try SimulatorConfiguration(scenario: path) }
    let words = error?.description ?? ""
    #expect(words.hasPrefix("the scenario '\(path)' cannot be used: "))
    #expect(words.contains(it.words), "\(words)")
  }

  @Test func oneThatIsNotThereIsSaid() {
    let error = #expect(throws: SimulatorError.self) { try SimulatorConfiguration(scenario: "/nonexistent.json") }
    #expect(error?.description.contains("'/nonexistent.json' cannot be used: the file cannot be read") == true)
  }
}
