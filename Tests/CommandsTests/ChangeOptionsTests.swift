import ArgumentParser
import JobModel
import Testing

@testable import Commands

@Suite struct ChangeOptionsTests {
  private func changes(_ arguments: String...) throws -> LaunchChanges { try ChangeOptions.parse(arguments).changes() }

  @Test func withoutFlagsThereAreNone() throws {
    #expect(try changes().isEmpty)
  }

  @Test func everyFlagHasItsPlace() throws {
    let wanted = LaunchChanges(
      instanceTypes: ["m5.large", "m5a.large"], availabilityZones: ["all"], markets: [.spot, .onDemand],
      ladderOrder: [.type, .zone, .market], maxPrice: "", imageID: "ami-0bbbbbbb", retryFor: .seconds(43_200),
      priority: -1)
    #expect(
      try changes(
        "--instance-type", "m5.large", "--instance-type", "m5a.large", "--availability-zone", "all", "--market", "spot",
        "--market", "on-demand", "--ladder-order", "type,zone,market", "--max-price", "", "--image-id", "ami-0bbbbbbb",
        "--retry-for", "12h", "--priority=-1") == wanted)
    #expect(try changes("--subnet-id", "subnet-0aaaaaaa").subnetIDs == ["subnet-0aaaaaaa"])
  }

  @Test func whatNoLaunchCouldRunWithIsToldForEachKind() throws {
    let jobs = [
      JobRecord.sample(.failed, id: 3), .sample(.failed, id: 5, spec: .launch(LaunchSpec(markets: [.spot]))),
      .sample(.failed, id: 4), .sample(.failed, id: 6, spec: .wait(WaitSpec())),
    ]
    let failure = #expect(throws: CommandFailure.self) { try changes("--max-price", "0.1").check(jobs) }
    #expect(failure?.code == .usage)
    #expect(
      failure?.message == "job 3 and 1 more: --max-price '0.1' is not valid: only together with the market 'spot'")
    try changes("--max-price", "0.1", "--market", "spot").check(jobs)
    try LaunchChanges().check(jobs)
  }
}
