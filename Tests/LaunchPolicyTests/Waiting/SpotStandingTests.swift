import EC2
import LaunchPolicy
import Testing

@Suite("Where a spot request stands")
struct SpotStandingTests {
  @Test(
    arguments: [
      (
        SpotStanding.fine,
        ["fulfilled", "pending-evaluation", "pending-fulfillment", "request-canceled-and-instance-running"]
      ),
      (
        .holding,
        [
          "capacity-not-available", "price-too-low", "not-scheduled-yet", "launch-group-constraint",
          "az-group-constraint", "placement-group-constraint", "constraint-not-fulfillable", "marked-for-termination",
          "marked-for-stop",
        ]
      ),
      (
        .refused,
        ["bad-parameters", "schedule-expired", "canceled-before-fulfillment", "system-error", "limit-exceeded"]
      ),
      (
        .interrupted,
        [
          "instance-terminated-by-price", "instance-terminated-no-capacity",
          "instance-terminated-capacity-oversubscribed", "instance-terminated-by-experiment",
          "instance-stopped-by-price", "instance-stopped-no-capacity",
        ]
      ),
      (
        .ended,
        [
          "instance-terminated-by-user", "instance-terminated-by-service", "instance-terminated-by-schedule",
          "instance-terminated-launch-group-constraint", "instance-stopped-by-user", "instance-terminated-in-a-new-way",
        ]
      ),
    ] as [(SpotStanding, [String])])
  func byCode(standing: SpotStanding, codes: [String]) {
    for code in codes {
      #expect(
        SpotStanding(SpotInstanceRequest(spotInstanceRequestID: "sir-1", state: "open", statusCode: code)) == standing,
        "\(code)")
    }
  }

  @Test(arguments: [("open", SpotStanding.fine), ("active", .fine), ("failed", .refused), ("cancelled", .fine)])
  func byStateWhereTheCodeIsNew(state: String, standing: SpotStanding) {
    #expect(SpotStanding(SpotInstanceRequest(spotInstanceRequestID: "sir-1", state: state)) == standing)
    #expect(
      SpotStanding(SpotInstanceRequest(spotInstanceRequestID: "sir-1", state: state, statusCode: "novelty")) == standing
    )
  }
}
