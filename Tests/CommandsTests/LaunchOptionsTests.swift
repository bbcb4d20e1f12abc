import ArgumentParser
import Foundation
import JobModel
import Testing

@testable import Commands

@Suite struct LaunchOptionsTests {
  private func spec(_ arguments: String...) throws -> LaunchSpec { try LaunchOptions.parse(arguments).spec() }

  @Test func withoutFlagsItIsTheDefaults() throws {
    #expect(try spec() == LaunchSpec())
  }

  @Test func everyFlagHasItsPlace() throws {
    let wanted = LaunchSpec(
      instanceTypes: ["m7g.large"], subnetIDs: ["subnet-0aaaaaaa"], markets: [.onDemand], maxPrice: nil,
      imageID: "ami-0bbbbbbb", securityGroupIDs: ["sg-0ccccccc", "sg-0ddddddd"], keyName: "ops",
      iamInstanceProfile: "web", userData: Data("#!/bin/sh".utf8), rootVolumeSize: 40, rootVolumeType: "io2",
      encrypted: true, associatePublicIPAddress: true, placementGroup: "near", capacityReservationID: "cr-0eeeeeee",
      name: "web", tags: ["Team": "ops", "a": "b=c"])
    #expect(
      try spec(
        "--instance-type", "m7g.large", "--subnet-id", "subnet-0aaaaaaa", "--market", "on-demand",
        "--image-id", "ami-0bbbbbbb", "--security-group-ids", "sg-0ccccccc", "sg-0ddddddd",
        "--key-name", "ops", "--iam-instance-profile", "web", "--user-data", "#!/bin/sh", "--root-volume-size", "40",
        "--root-volume-type", "io2", "--encrypted", "--associate-public-ip-address", "--placement-group", "near",
        "--capacity-reservation-id", "cr-0eeeeeee", "--name", "web", "--tag", "Team=ops", "--tag", "a=b=c") == wanted)
    #expect(try spec("--availability-zone", "us-east-1a").availabilityZones == ["us-east-1a"])
    #expect(try spec("--architecture", "arm64").architecture == .arm)
  }

  @Test func theLaddersFlagsMayBeGivenSeveralTimes() throws {
    let wanted = LaunchSpec(
      instanceTypes: ["m5.large", "m5a.large"], availabilityZones: ["us-east-1b", "us-east-1a"],
      markets: [.spot, .onDemand], ladderOrder: [.zone, .market, .type], maxPrice: "0.05")
    #expect(
      try spec(
        "--instance-type", "m5.large", "--instance-type", "m5a.large", "--availability-zone", "us-east-1b",
        "--availability-zone", "us-east-1a", "--market", "spot", "--market", "on-demand", "--ladder-order",
        "zone,market,type", "--max-price", "0.05") == wanted)
    let subnets = try spec("--subnet-id", "subnet-0aaaaaaa", "--subnet-id", "subnet-0bbbbbbb").subnetIDs
    #expect(subnets == ["subnet-0aaaaaaa", "subnet-0bbbbbbb"])
    #expect(try spec("--ladder-order", "market,type,zone") == LaunchSpec(), "the usual order is no other spec")
    #expect(try spec("--availability-zone", "all").availabilityZones == ["all"])
    #expect(try spec("--image-id", "resolve:ssm:/golden/web:3").imageID == "resolve:ssm:/golden/web:3")
  }

  @Test(arguments: ["market", "market,type", "market,type,zone,market", "market,type,type", "market,type,place", ""])
  func anOrderNamesAllThreeOnce(_ order: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try spec("--ladder-order", order) }
    #expect(
      failure?.message
        == "--ladder-order '\(order)' is not valid: \(LadderAxis.orderInWords)")
  }

  @Test func everyProblemIsToldAtOnce() throws {
    let failure = try #require(throws: CommandFailure.self) {
      try spec("--instance-type", "Large", "--root-volume-size", "0", "--key-name", "ops")
    }
    #expect(failure.code == .usage)
    #expect(failure.message.contains("--instance-type 'Large' is not valid"))
    #expect(failure.message.contains("\ngeuse: --root-volume-size '0' is not valid"))
  }

  @Test func userDataIsTextOrTheBytesOfAFile() throws {
    #expect(try UserData.read(nil) == nil)
    #expect(try UserData.read("echo hi") == Data("echo hi".utf8))
    let file = FileManager.default.temporaryDirectory.appending(path: "geuse-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let bytes = Data((0...255).map { UInt8($0) })
    try bytes.write(to: file)
    #expect(try UserData.read("file://\(file.path)") == bytes)
    #expect(throws: CommandFailure.usage("--user-data 'file:///no/such' is not valid: there is no such file")) {
      try UserData.read("file:///no/such")
    }
  }
}
