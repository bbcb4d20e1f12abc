import Foundation
import Testing

@testable import EC2Simulator

/// Ten thousand instances: what a look costs goes by what it finds, not by what there is.
@Suite struct ManyInstancesTests {
  /// A hundred calls of a hundred instances each, of which each has a tag of its own.
  private static func filled() -> TestCaller {
    var caller = TestCaller()
    for number in 0..<100 {
      let reply = caller.run([
        "ClientToken": "t\(number)", "MinCount": "100", "MaxCount": "100",
        "InstanceMarketOptions.MarketType": "spot", "TagSpecification.1.ResourceType": "instance",
        "TagSpecification.1.Tag.1.Key": "call", "TagSpecification.1.Tag.1.Value": "\(number)",
      ])
      #expect(reply.status == 200)
    }
    caller.turn(.seconds(60))
    return caller
  }

  struct Look: Sendable, CustomTestStringConvertible {
    let name: String
    let parameters: @Sendable (Region) -> [String: String]
    let found: Int
    var testDescription: String { name }
  }

  static let looks = [
    Look(
      name: "100 ids",
      parameters: { region in
        Dictionary(
          uniqueKeysWithValues: (0..<100).map { ("InstanceId.\($0 + 1)", region.instances.rows[$0 * 97].id) })
      }, found: 100),
    Look(
      name: "a client token",
      parameters: { _ in ["Filter.1.Name": "client-token", "Filter.1.Value.1": "t42"] }, found: 100),
    Look(
      name: "an instance id as a filter",
      parameters: { ["Filter.1.Name": "instance-id", "Filter.1.Value.1": $0.instances.rows[7_777].id] }, found: 1),
    Look(
      name: "a spot request as a filter",
      parameters: {
        ["Filter.1.Name": "spot-instance-request-id", "Filter.1.Value.1": $0.spotRequests.rows[5_000].id]
      }, found: 1),
    Look(
      name: "a tag", parameters: { _ in ["Filter.1.Name": "tag:call", "Filter.1.Value.1": "17"] }, found: 100),
    Look(
      name: "a tag beside a state",
      parameters: { _ in
        [
          "Filter.1.Name": "instance-state-name", "Filter.1.Value.1": "running", "Filter.2.Name": "tag:call",
          "Filter.2.Value.1": "99",
        ]
      }, found: 100),
    Look(name: "a page of five", parameters: { _ in ["MaxResults": "5"] }, found: 5),
  ]

  @Test(.timeLimit(.minutes(2))) func looksAtNoMoreThanItFinds() throws {
    let caller = Self.filled()
    let region = try #require(caller.core.world.regions.values.first)
    #expect(region.instances.rows.count == 10_000)
    for look in Self.looks {
      let fields = look.parameters(region).map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      let call = Call(parameters: Parameters(form: fields.utf8), now: caller.now)
      let selection = try InstanceSelection(call, in: region)
      var looked = 0
      let page = try Page(call.parameters, byID: call.parameters.node("InstanceId") != nil)
      let found = selection.page(page, of: region, now: caller.now) { _ in
        looked += 1
        return true
      }
      #expect(found.instances.count == look.found, "\(look.name)")
      // One more than a page holds tells that there is another page.
      #expect(looked <= look.found + 1, "\(look.name) looked at \(looked)")
    }
    let ofOne = Parameters(
      form: "Filter.1.Name=attachment.instance-id&Filter.1.Value.1=\(region.instances.rows[5].id)".utf8)
    let volumes = try Filters(ofOne, names: ["attachment.instance-id"])
    #expect(DescribeVolumes.candidates([], volumes, in: region)?.count == 1)
    let requests = try Filters(
      Parameters(form: "Filter.1.Name=instance-id&Filter.1.Value.1=\(region.instances.rows[5].id)".utf8),
      names: ["instance-id"])
    #expect(DescribeSpotInstanceRequests.candidates(requests, in: region)?.count == 1)
  }

  @Test(.timeLimit(.minutes(2))) func everyOneIsThereOnceAndCanBeTaggedAndEnded() {
    var caller = Self.filled()
    let snapshot = caller.core.snapshot(at: caller.now)
    #expect(snapshot.instances.count == 10_000)
    #expect(snapshot.doubles.isEmpty)
    #expect(Set(snapshot.instances.compactMap(\.privateIP)).count == 10_000)
    let ids = snapshot.instances.prefix(1_000).map(\.instanceID)
    func numbered(_ name: String) -> [String: String] {
      Dictionary(uniqueKeysWithValues: ids.enumerated().map { ("\(name).\($0 + 1)", $1) })
    }
    #expect(
      caller.call("CreateTags", numbered("ResourceId").merging(["Tag.1.Key": "k", "Tag.1.Value": "v"]) { $1 }).status
        == 200)
    let tagged = caller.call("DescribeInstances", ["Filter.1.Name": "tag:k", "Filter.1.Value.1": "v"])
    #expect(tagged.instanceIDs.count == 1_000)
    #expect(caller.call("TerminateInstances", numbered("InstanceId")).instanceIDs.count == 1_000)
    #expect(caller.core.snapshot(at: caller.now).live.count == 9_000)
  }
}
