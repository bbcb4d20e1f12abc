import JobModel
import Testing

@Suite("What a requeue makes of a launch")
struct LaunchChangesTests {
  private static let spec = LaunchSpec(
    instanceTypes: ["t3.medium"], subnetIDs: ["subnet-0aaaaaaa"], markets: [.spot], maxPrice: "0.1",
    architecture: .arm, keyName: "ops")

  private static func changed(_ change: (inout LaunchSpec) -> Void) -> LaunchSpec {
    var spec = spec
    change(&spec)
    return spec
  }

  @Test(arguments: [
    (LaunchChanges(), spec),
    (LaunchChanges(retryFor: .seconds(1), priority: 4), spec),
    (LaunchChanges(instanceTypes: ["m5.large"]), changed { $0.instanceTypes = ["m5.large"] }),
    (LaunchChanges(subnetIDs: ["subnet-0bbbbbbb"]), changed { $0.subnetIDs = ["subnet-0bbbbbbb"] }),
    (
      LaunchChanges(availabilityZones: ["all"]),
      changed {
        $0.subnetIDs = []
        $0.availabilityZones = ["all"]
      }
    ),
    (LaunchChanges(markets: [.spot, .onDemand]), changed { $0.markets = [.spot, .onDemand] }),
    (
      LaunchChanges(markets: [.onDemand]),
      changed {
        $0.markets = [.onDemand]
        $0.maxPrice = nil
      }
    ),
    (LaunchChanges(maxPrice: "0.2"), changed { $0.maxPrice = "0.2" }),
    (LaunchChanges(maxPrice: ""), changed { $0.maxPrice = nil }),
    (LaunchChanges(ladderOrder: [.zone, .type, .market]), changed { $0.ladderOrder = [.zone, .type, .market] }),
    (LaunchChanges(ladderOrder: [.market, .type, .zone]), spec),
    (
      LaunchChanges(imageID: "ami-0bbbbbbb"),
      changed {
        $0.imageID = "ami-0bbbbbbb"
        $0.architecture = nil
      }
    ),
    (LaunchChanges(imageID: ""), changed { $0.architecture = nil }),
  ])
  func replacesWhatIsGivenAndLeavesTheRest(changes: LaunchChanges, wanted: LaunchSpec) {
    #expect(changes.applied(to: Self.spec) == wanted)
  }

  @Test func isEmptyWhereNothingIsGiven() {
    #expect(LaunchChanges().isEmpty)
    #expect(!LaunchChanges(maxPrice: "").isEmpty)
  }

  @Test func mayAskForWhatCannotBe() {
    #expect(
      LaunchChanges(markets: [.onDemand], maxPrice: "0.2").applied(to: Self.spec).problems().map(\.field) == [
        "max_price"
      ])
  }
}
