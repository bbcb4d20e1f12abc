import EC2
import JobModel
import LaunchPolicy
import Testing

@Suite("A wait for a spot instance")
struct SpotWaitTests {
  private static func job(_ spec: WaitSpec = WaitSpec()) -> PollingJob {
    PollingJob(
      id: 9, token: 1, spec: spec, instanceID: "i-1", region: "us-east-1", startedAt: .seconds(0), runningSince: nil,
      launchID: 7, spotRequestID: "sir-1")
  }

  private static func view(_ state: String?, _ code: String, reason: String? = nil) -> WaitVerdict.View {
    let instance = state.map {
      Instance(instanceID: "i-1", state: $0, stateReason: reason.map { StateReason(code: $0, message: "because") })
    }
    let spot = SpotInstanceRequest(
      spotInstanceRequestID: "sir-1", state: "open", statusCode: code, statusMessage: "Said EC2.")
    return WaitVerdict.View(instance: instance, status: nil, spot: spot)
  }

  @Test(arguments: [
    "bad-parameters", "schedule-expired", "canceled-before-fulfillment", "system-error", "limit-exceeded",
  ])
  func aTerminalCodeFailsItAtOnceWithItsReason(code: String) {
    for state in ["pending", "terminated", nil] {
      guard case .failed(let error) = WaitVerdict.judge(Self.job(), Self.view(state, code), now: .seconds(1)) else {
        Issue.record("\(code) did not end it")
        continue
      }
      #expect(error.code == code)
      #expect(error.message == "instance i-1 will not come; its spot request sir-1 is \(code): Said EC2.")
      #expect(error.hint?.contains(state == "pending" ? "geuse terminate i-1" : "geuse requeue 7 9") == true)
    }
  }

  @Test(arguments: [
    "capacity-not-available", "price-too-low", "not-scheduled-yet", "launch-group-constraint", "az-group-constraint",
    "placement-group-constraint", "constraint-not-fulfillable",
  ])
  func aHoldingCodeIsWaitedOutAndToldInTheTimeout(code: String) {
    // Not there yet: EC2's lists do not lag, the request is held.
    for (state, seconds) in [("pending", Int64(299)), (nil, 299)] as [(String?, Int64)] {
      let verdict = WaitVerdict.judge(Self.job(), Self.view(state, code), now: .seconds(seconds))
      #expect(verdict == .keepWaiting(runningSince: nil))
    }
    for state in ["pending", nil] {
      guard case .failed(let error) = WaitVerdict.judge(Self.job(), Self.view(state, code), now: .seconds(300)) else {
        Issue.record("\(code) is waited out for ever")
        continue
      }
      #expect(error.code == "WaitTimeout")
      #expect(error.message.hasSuffix("after 5m; its spot request sir-1 is \(code): Said EC2."), "\(error.message)")
    }
  }

  @Test(
    arguments: [
      ("Server.SpotInstanceTermination", "fulfilled"), ("Server.InsufficientInstanceCapacity", "fulfilled"),
      (nil, "instance-terminated-by-price"), (nil, "instance-terminated-no-capacity"),
      ("Client.InternalError", "instance-terminated-capacity-oversubscribed"),
    ] as [(String?, String)])
  func anInterruptionBeforeItWasReadyIsNoFailureOfItsOwn(reason: String?, code: String) {
    for state in ["shutting-down", "terminated"] {
      let verdict = WaitVerdict.judge(Self.job(), Self.view(state, code, reason: reason), now: .seconds(1))
      guard case .lost(let error) = verdict else {
        Issue.record("\(verdict)")
        continue
      }
      #expect(error.errorClass == .capacity)
    }
  }

  @Test(
    arguments: [
      ("Client.VolumeLimitExceeded", "fulfilled"), ("Server.SpotInstanceTermination", "instance-terminated-by-user"),
      (nil, "instance-terminated-by-schedule"),
    ] as [(String?, String)])
  func anyOtherDeathIsAFailure(reason: String?, code: String) {
    let verdict = WaitVerdict.judge(Self.job(), Self.view("terminated", code, reason: reason), now: .seconds(1))
    guard case .failed(let error) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(error.errorClass == .instance)
    #expect(error.message.contains(code) == (code != "fulfilled"))
    #expect(error.hint == "launch another: geuse requeue 7 9")
  }

  @Test func anEndThatTheInstanceDoesNotShowYetIsLookedAtAgain() {
    let view = Self.view("pending", "instance-terminated-by-price")
    #expect(WaitVerdict.judge(Self.job(), view, now: .seconds(1)) == .keepWaiting(runningSince: nil))
  }

  @Test func aWaitForTheEndDoesNotCareHowItCame() {
    let wait = Self.job(WaitSpec(goal: .terminated))
    let view = Self.view("terminated", "instance-terminated-by-price", reason: "Server.SpotInstanceTermination")
    guard case .reached = WaitVerdict.judge(wait, view, now: .seconds(1)) else {
      Issue.record("not reached")
      return
    }
  }
}
