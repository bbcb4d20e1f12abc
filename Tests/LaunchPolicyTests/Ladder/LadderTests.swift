import JobModel
import Testing

@testable import LaunchPolicy

@Suite("The rungs of a launch")
struct LadderTests {
  private static let facts = Ladder.Facts(
    zoneOfSubnet: ["subnet-1": "us-east-1a", "subnet-2": "us-east-1b"],
    zonesOfType: ["t3.medium": ["us-east-1a", "us-east-1b"], "t3.large": ["us-east-1b", "us-east-1c"]])

  private func rungs(_ spec: LaunchSpec) -> [String] {
    Ladder.rungs(spec, facts: Self.facts).map(\.description)
  }

  @Test func oneOfEachIsOneRung() {
    #expect(rungs(LaunchSpec()) == ["on-demand t3.medium any zone"])
    #expect(rungs(LaunchSpec(availabilityZones: ["us-east-1c"])) == ["on-demand t3.medium us-east-1c"])
  }

  @Test(
    arguments: [
      (nil, ["spot a 1a", "spot a 1b", "spot b 1a", "spot b 1b", "od a 1a", "od a 1b", "od b 1a", "od b 1b"]),
      (
        [.zone, .type, .market],
        ["spot a 1a", "od a 1a", "spot b 1a", "od b 1a", "spot a 1b", "od a 1b", "spot b 1b", "od b 1b"]
      ),
      (
        [.type, .market, .zone],
        ["spot a 1a", "spot a 1b", "od a 1a", "od a 1b", "spot b 1a", "spot b 1b", "od b 1a", "od b 1b"]
      ),
    ] as [([LadderAxis]?, [String])])
  func theFirstAxisChangesSlowest(order: [LadderAxis]?, expected: [String]) {
    let spec = LaunchSpec(
      instanceTypes: ["a.large", "b.large"], availabilityZones: ["us-east-1a", "us-east-1b"],
      markets: [.spot, .onDemand], ladderOrder: order)
    let short = rungs(spec).map {
      $0.replacing("on-demand", with: "od").replacing("us-east-", with: "").replacing(".large", with: "")
    }
    #expect(short == expected)
  }

  @Test func allZonesAreThoseInWhichEachTypeIsOffered() {
    let spec = LaunchSpec(instanceTypes: ["t3.medium", "t3.large"], availabilityZones: ["all"])
    #expect(
      rungs(spec) == [
        "on-demand t3.medium us-east-1a", "on-demand t3.medium us-east-1b", "on-demand t3.large us-east-1b",
        "on-demand t3.large us-east-1c",
      ])
    #expect(rungs(LaunchSpec(instanceTypes: ["zz9.large"], availabilityZones: ["all"])).isEmpty)
  }

  @Test func thePreviewAsksNobody() {
    let preview = Ladder.preview(LaunchSpec(availabilityZones: ["all"], markets: [.spot, .onDemand]))
    #expect(
      preview.map(\.description) == [
        "spot t3.medium every zone that offers it", "on-demand t3.medium every zone that offers it",
      ])
    #expect(Ladder.preview(LaunchSpec(subnetIDs: ["subnet-1"])).map(\.subnetID) == ["subnet-1"])
  }

  @Test func aSubnetStandsForItsZone() {
    let rungs = Ladder.rungs(LaunchSpec(subnetIDs: ["subnet-2", "subnet-9"]), facts: Self.facts)
    #expect(rungs.map(\.subnetID) == ["subnet-2", "subnet-9"])
    #expect(rungs.map(\.availabilityZone) == ["us-east-1b", nil])
    #expect(rungs[1].offering == "on-demand t3.medium subnet-9")
  }

  @Test func whatStandsInTheWayOfARung() {
    let spec = LaunchSpec(
      instanceTypes: ["g5.xlarge"], availabilityZones: ["us-east-1a"], markets: [.spot], maxPrice: "0.5")
    let keys = Ladder(spec, specID: 4, facts: Ladder.Facts()).steps[0].keys
    #expect(
      Set(keys) == [
        ClosingKey(.operator, "spot g5.xlarge us-east-1a"), ClosingKey(.offering, "spot g5.xlarge us-east-1a"),
        ClosingKey(.subnet, "default in us-east-1a"), ClosingKey(.quota, "spot G and VT"),
        ClosingKey(.configuration, "spec 4 on spot g5.xlarge us-east-1a"),
        ClosingKey(.price, "spot g5.xlarge us-east-1a at 0.5"),
      ])
  }

  @Test(arguments: [
    ("t3.medium", "Standard"), ("m7g.large", "Standard"), ("p5.48xlarge", "P"), ("g4dn.xlarge", "G and VT"),
    ("vt1.3xlarge", "G and VT"), ("gr6.4xlarge", "G and VT"), ("inf2.xlarge", "Inf"), ("trn1.2xlarge", "Trn"),
    ("x2idn.16xlarge", "X"), ("u-6tb1.metal", "High Memory"), ("u7i-12tb.224xlarge", "High Memory"),
    ("dl1.24xlarge", "DL"), ("hpc7g.4xlarge", "HPC"), ("f1.2xlarge", "F"), ("z1d.large", "Standard"),
  ])
  func familiesShareALimit(type: String, quota: String) {
    #expect(VCPUQuota(ofType: type).label.hasPrefix(quota))
  }
}
