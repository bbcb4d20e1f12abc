import JobModel
import Operations
import Testing

@Suite("A ladder that is shown before anything is asked")
struct LadderPreviewTests {
  private static let spec = LaunchSpec(
    instanceTypes: ["a.large", "b.large"], availabilityZones: ["z1", "z2"], markets: [.spot, .onDemand])

  private static func rungs(_ order: [LadderAxis]?) -> [String] {
    var spec = spec
    spec.ladderOrder = order
    return LadderPreview(spec).rungs.map(\.description)
  }

  @Test func theFirstAxisChangesLast() {
    let usual = [
      "spot a.large z1", "spot a.large z2", "spot b.large z1", "spot b.large z2", "on-demand a.large z1",
      "on-demand a.large z2", "on-demand b.large z1", "on-demand b.large z2",
    ]
    #expect(Self.rungs(nil) == usual)
    #expect(Self.rungs([.market, .type, .zone]) == usual)
    #expect(
      Self.rungs([.zone, .type, .market]) == [
        "spot a.large z1", "on-demand a.large z1", "spot b.large z1", "on-demand b.large z1", "spot a.large z2",
        "on-demand a.large z2", "spot b.large z2", "on-demand b.large z2",
      ])
    #expect(Set(Self.rungs([.type, .zone, .market])) == Set(usual))
  }

  @Test func whatIsNotSaidIsOneRung() {
    #expect(LadderPreview(LaunchSpec()).rungs.map(\.description) == ["on-demand t3.medium any zone"])
    let subnets = LaunchSpec(subnetIDs: ["subnet-1", "subnet-2"])
    #expect(LadderPreview(subnets).rungs.map(\.subnetID) == ["subnet-1", "subnet-2"])
  }

  @Test func allZonesStayOneWord() {
    let lines = LadderPreview(LaunchSpec(availabilityZones: ["all"], markets: [.spot, .onDemand])).lines(image: "ami-1")
    #expect(
      lines == [
        "rung 1: spot t3.medium every zone that offers it, ami-1",
        "rung 2: on-demand t3.medium every zone that offers it, ami-1",
      ])
  }
}
