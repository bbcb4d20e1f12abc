/// One thing that may befall an instance while something waits for it, and what both waiters make of it.
struct WaiterScenario: Sendable {
  let name: String
  /// How long instances boot.
  var boot = "0s"
  /// What becomes of them, as the simulator's control endpoint takes it.
  var fates: [String] = []
  /// What goes wrong with calls once the instances are launched.
  var faults: [String] = []
  var spot = false
  /// How many instances are waited for together.
  var count = 1
  /// Waits for an id that nobody has.
  var isUnknown = false
  var waiter = "instance_status_ok"
  /// How long geuse may wait.
  var timeout = "60s"
  /// What botocore's verdict begins with.
  let botocore: String
  /// `succeeded`, or the code that the wait failed with.
  let geuse: String

  private static let polledOut = "Max attempts exceeded"
  private static let spotWaiter = "spot_instance_request_fulfilled"

  private static func spot(
    _ code: String, botocore: String, geuse: String, timeout: String = "60s"
  ) -> WaiterScenario {
    WaiterScenario(
      name: "spot: \(code)", boot: "1h",
      fates: [#"{"kind":"spot_status","code":"\#(code)","after":0.001}"#], spot: true, waiter: spotWaiter,
      timeout: timeout, botocore: botocore, geuse: geuse)
  }

  static let all = [
    WaiterScenario(name: "ready", botocore: "success", geuse: "succeeded"),
    WaiterScenario(name: "pending, then ready", boot: "1s", botocore: "success", geuse: "succeeded"),
    WaiterScenario(
      name: "one ready, the other still pending (trap 1)", fates: [#"{"kind":"slow","skip":1,"boot_time":"4s"}"#],
      count: 2, botocore: "success", geuse: "succeeded"),
    WaiterScenario(
      name: "dead before it ran (trap 2)", boot: "1h",
      fates: [#"{"kind":"dies","after":0.001,"code":"Client.VolumeLimitExceeded"}"#], botocore: polledOut,
      geuse: "Client.VolumeLimitExceeded"),
    WaiterScenario(
      name: "impaired for ever (trap 2)", fates: [#"{"kind":"impaired"}"#], botocore: polledOut,
      geuse: "InstanceImpaired"),
    WaiterScenario(
      name: "stopped", fates: [#"{"kind":"stops","after":0.001}"#], botocore: polledOut, geuse: "InstanceStopped"),
    WaiterScenario(
      name: "throttled once on the way (trap 4)", boot: "1s",
      faults: [#"{"kind":"throttle","action":"DescribeInstanceStatus","skip":1}"#],
      botocore: "An error occurred (RequestLimitExceeded)", geuse: "succeeded"),
    WaiterScenario(
      name: "an id that nobody has", isUnknown: true, timeout: "3s", botocore: polledOut,
      geuse: "InvalidInstanceID.NotFound"),
    WaiterScenario(
      name: "not visible at first (trap 5: an empty set)", fates: [#"{"kind":"hidden","lasts":"1s"}"#],
      botocore: "success", geuse: "succeeded"),
    spot("price-too-low", botocore: polledOut, geuse: "WaitTimeout", timeout: "3s"),
    spot("capacity-not-available", botocore: polledOut, geuse: "WaitTimeout", timeout: "3s"),
    spot("constraint-not-fulfillable", botocore: polledOut, geuse: "WaitTimeout", timeout: "3s"),
    spot("schedule-expired", botocore: "Waiter encountered a terminal failure state", geuse: "schedule-expired"),
    spot("limit-exceeded", botocore: polledOut, geuse: "limit-exceeded"),
    spot("instance-terminated-by-user", botocore: polledOut, geuse: "instance-terminated-by-user"),
    WaiterScenario(
      name: "spot: instance-terminated-by-price, launched again",
      fates: [#"{"kind":"interrupted","code":"instance-terminated-by-price","after":0.001}"#], spot: true,
      waiter: spotWaiter, botocore: polledOut, geuse: "succeeded"),
  ]
}
