import Foundation
import Testing

@testable import EC2Simulator

@Suite struct ConfigurationTests {
  @Test func readsAScenario() throws {
    let text = """
      {"port": 4600, "boot_time": 2.5, "checks_time": "1m", "call_log": "calls.jsonl", "seed": 7,
       "signature_lifetime": "6s",
       "capacity": [{"zone": "us-east-1a", "opens_after": "60s"}, {"market": "spot", "available": 3}],
       "faults": [{"action": "RunInstances", "kind": "drop_after", "skip": 2}]}
      """
    let read = try SimulatorJSON.decode(SimulatorConfiguration.self, from: text.utf8)
    var expected = SimulatorConfiguration()
    expected.port = 4600
    expected.timing = InstanceTiming(boot: .seconds(2.5), checks: .seconds(60))
    expected.callLog = "calls.jsonl"
    expected.seed = 7
    expected.signatureLifetime = .seconds(6)
    expected.capacity = [
      CapacityPool(zone: "us-east-1a", opensAfter: .seconds(60)), CapacityPool(market: .spot, available: 3),
    ]
    expected.faults = [Fault(action: "RunInstances", kind: .dropAfter, skip: 2)]
    #expect(read == expected)
    #expect(try SimulatorJSON.decode(SimulatorConfiguration.self, from: SimulatorJSON.encode(read)) == read)
    #expect(try SimulatorJSON.decode(SimulatorConfiguration.self, from: "{}".utf8) == SimulatorConfiguration())
  }

  @Test(arguments: [
    ("90s", Duration.seconds(90)), ("15m", .seconds(900)), ("6h", .seconds(21_600)), ("7d", .seconds(604_800)),
    ("1500ms", .milliseconds(1_500)), ("90", nil), ("s", nil), ("-1s", nil), ("1w", nil), ("", nil),
  ])
  func readsDurations(text: String, expected: Duration?) {
    #expect(Seconds.parse(text) == expected)
  }

  @Test(arguments: [#"{"boot_time": -1}"#, #"{"boot_time": "soon"}"#, #"{"faults": [{"kind": "explode"}]}"#])
  func refusesWhatMeansNothing(text: String) {
    #expect(throws: DecodingError.self) {
      try SimulatorJSON.decode(SimulatorConfiguration.self, from: text.utf8)
    }
  }

  @Test(arguments: ["0.0.0.0", "192.168.1.5", "example.com"])
  func staysOnLoopback(host: String) {
    var configuration = SimulatorConfiguration()
    configuration.host = host
    #expect(throws: SimulatorError.notLoopback(host: host)) { try Simulator(configuration: configuration) }
  }
}
