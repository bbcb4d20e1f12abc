import Foundation
import Testing

@testable import EC2Simulator

@Suite struct CallLogTests {
  @Test func aRecordTellsWhatWasAskedAndWhatCameOfIt() throws {
    var caller = TestCaller()
    let secret = Data("password=hunter2".utf8).base64EncodedString()
    let ids = caller.run([
      "ClientToken": "t", "MaxCount": "3", "UserData": secret, "InstanceMarketOptions.MarketType": "spot",
      "SubnetId": StableIDs.subnet(zone: "us-east-1c"),
    ]).instanceIDs
    let record = caller.core.log.records[0]
    #expect(record.number == 1)
    #expect(record.action == "RunInstances")
    #expect(record.clientToken == "t")
    #expect(record.market == "spot")
    #expect(record.instanceType == "t3.medium")
    #expect(record.zone == "us-east-1c")
    #expect(record.minCount == 1)
    #expect(record.maxCount == 3)
    #expect(record.status == 200)
    #expect(record.instanceIDs == ids)
    #expect(record.launched == 3)
    #expect(record.accessKeyID == SimulatorConfiguration.defaultAccessKeyID)
    let line = String(decoding: try SimulatorJSON.line(record), as: UTF8.self)
    #expect(line.hasSuffix("}\n"))
    #expect(line.contains("\"at\":\"2027-01-15T08:00:00.000Z\""))
    #expect(!line.contains(secret))
    #expect(try SimulatorJSON.decode(CallRecord.self, from: line.utf8) == record)
  }

  @Test func theDigestIsOfTheParametersWithoutTheToken() {
    var caller = TestCaller()
    caller.run(["ClientToken": "a"])
    caller.run(["ClientToken": "b"])
    caller.run(["ClientToken": "b", "InstanceType": "t3.large"])
    let digests = caller.core.log.records.map(\.parametersDigest)
    #expect(digests[0] == digests[1])
    #expect(digests[1] != digests[2])
  }

  @Test func callsAreCountedByActionAndCode() {
    var caller = TestCaller()
    caller.run(["MaxCount": "2"])
    caller.run(["KeyName": "x"])
    caller.run(["KeyName": "x"])
    caller.call("DescribeInstances")
    #expect(caller.core.log.counts.byAction == ["RunInstances": 3, "DescribeInstances": 1])
    #expect(caller.core.log.counts.byCode == ["RunInstances": ["InvalidKeyPair.NotFound": 2]])
    #expect(caller.core.log.counts.launched == 2)
  }

  @Test func twoInstancesOfOneRequestAndOrdinalAreADouble() {
    var caller = TestCaller()
    let tagged = [
      "TagSpecification.1.ResourceType": "instance", "TagSpecification.1.Tag.1.Key": "geusemaker:request",
      "TagSpecification.1.Tag.1.Value": "r1", "MinCount": "2", "MaxCount": "2",
    ]
    let first = caller.run(tagged).instanceIDs
    #expect(caller.core.snapshot(at: caller.now).doubles.isEmpty)
    caller.call("TerminateInstances", ["InstanceId.1": first[1]])
    let second = caller.run(tagged).instanceIDs
    #expect(
      caller.core.snapshot(at: caller.now).doubles == [
        DoubleLaunch(kind: .requestOrdinal, key: "r1#0", instanceIDs: [first[0], second[0]]),
        DoubleLaunch(kind: .requestOrdinal, key: "r1#1", instanceIDs: [first[1], second[1]]),
      ])
  }

  @Test func theFileIsWholeAfterEveryCall() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "geuse-calls-\(UUID()).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var configuration = SimulatorConfiguration()
    configuration.callLog = path
    let simulator = try Simulator(configuration: configuration, now: { TestCaller.start })
    let caller = TestCaller()
    for expected in 1...3 {
      _ = simulator.respond(to: caller.request("DescribeInstances"))
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == expected)
      #expect(try SimulatorJSON.decode(CallRecord.self, from: lines[expected - 1].utf8).number == expected)
    }
    #expect(simulator.calls.count == 3)
  }

  @Test func aPathThatCannotBeWrittenIsSaid() {
    var configuration = SimulatorConfiguration()
    configuration.callLog = "/nonexistent/calls.jsonl"
    let error = #expect(throws: SimulatorError.self) { try Simulator(configuration: configuration) }
    #expect(error?.description == "cannot write the call log '/nonexistent/calls.jsonl': No such file or directory")
  }
}
