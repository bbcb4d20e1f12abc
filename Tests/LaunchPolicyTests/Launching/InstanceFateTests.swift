import EC2
import Foundation
import JobModel
import LaunchPolicy
import Testing

@Suite("What an instance found for a launch means")
struct InstanceFateTests {
  private static func dead(_ code: String?, state: String = "terminated") -> Instance {
    Instance(
      instanceID: "i-1", instanceType: "t3.medium", state: state,
      stateReason: code.map { StateReason(code: $0, message: "because") }, availabilityZone: "us-east-1a")
  }

  @Test(
    arguments: [
      ("Server.InsufficientInstanceCapacity", true), ("Server.SpotInstanceTermination", true),
      ("Server.SpotInstanceShutdown", true), ("Server.InternalError", false), ("Client.VolumeLimitExceeded", false),
      ("Client.InternalError", false), ("Client.UserInitiatedShutdown", false),
      ("Client.InvalidSnapshot.NotFound", false),
      (nil, false),
    ] as [(String?, Bool)])
  func onlySomeReasonsAreAShortage(code: String?, isShortage: Bool) {
    #expect(InstanceFate.isCapacityDeath(Self.dead(code)) == isShortage)
    #expect(InstanceFate.isCapacityDeath(Self.dead(code, state: "shutting-down")) == isShortage)
    #expect(!InstanceFate.isCapacityDeath(Self.dead(code, state: "stopped")))
    let outcome = InstanceFate.outcome(Self.dead(code), for: .sample(), now: .seconds(100))
    switch outcome {
    case .retry(let time, let error, let counted):
      #expect(isShortage)
      #expect(!counted)
      #expect(time == .seconds(100), "its offering is closed; another rung may be open")
      #expect(error.errorClass == .capacity)
    case .fail(let error):
      #expect(!isShortage)
      #expect(error.errorClass == .instance)
      #expect(error.code == code ?? "InstanceTerminated")
    default: Issue.record("\(outcome)")
    }
  }

  @Test func aLivingInstanceSucceedsItsLaunch() {
    let living = Instance(instanceID: "i-1", state: "pending")
    #expect(
      InstanceFate.outcome(living, for: .sample(), now: .seconds(0)) == .succeed(.resource(EC2Resource(living))))
  }

  @Test func aShortageEndsWithTheDeadline() {
    let outcome = InstanceFate.outcome(
      Self.dead("Server.InsufficientInstanceCapacity"), for: .sample(deadline: 100_000), now: .seconds(101))
    guard case .fail(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(
      error.message == "instance i-1 (t3.medium, us-east-1a) is terminated; "
        + "Server.InsufficientInstanceCapacity: because")
  }

  @Test func anInterruptionIsCalledOne() {
    let error = InstanceFate.death(of: Self.dead("Server.SpotInstanceTermination"), hint: nil)
    #expect(error.message.contains("was interrupted"))
    #expect(!InstanceFate.death(of: Self.dead("Client.InternalError"), hint: nil).message.contains("interrupted"))
  }
}
