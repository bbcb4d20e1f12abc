package import EC2

/// Where a spot request stands, as a wait for its instance sees it.
///
/// Source: AWS, Amazon EC2 User Guide, "Get the status of a Spot Instance request".
package enum SpotStanding: Sendable, Equatable {
  /// Fulfilled or about to be, or cancelled without its instance.
  case fine
  /// EC2 holds it for now, or has announced that it will take the instance back.
  case holding
  /// It will never be fulfilled.
  case refused
  /// EC2 took its instance back.
  case interrupted
  /// Its instance was ended on someone's order.
  case ended

  package init(_ request: SpotInstanceRequest) {
    let code = request.statusCode ?? ""
    self =
      if let known = Self.codes[code] {
        known
      } else if code.hasPrefix("instance-terminated-")
        || code.hasPrefix("instance-stopped-")
      { .ended } else { request.state == "failed" ? .refused : .fine }
  }

  private static let codes: [String: SpotStanding] = [
    "pending-evaluation": .fine, "pending-fulfillment": .fine, "fulfilled": .fine,
    "request-canceled-and-instance-running": .fine,
    "capacity-not-available": .holding, "price-too-low": .holding, "not-scheduled-yet": .holding,
    "launch-group-constraint": .holding, "az-group-constraint": .holding, "placement-group-constraint": .holding,
    "constraint-not-fulfillable": .holding, "marked-for-termination": .holding, "marked-for-stop": .holding,
    "bad-parameters": .refused, "schedule-expired": .refused, "canceled-before-fulfillment": .refused,
    "system-error": .refused, "limit-exceeded": .refused,
    "instance-terminated-by-price": .interrupted, "instance-terminated-no-capacity": .interrupted,
    "instance-terminated-capacity-oversubscribed": .interrupted, "instance-terminated-by-experiment": .interrupted,
    "instance-stopped-by-price": .interrupted, "instance-stopped-no-capacity": .interrupted,
    "instance-stopped-capacity-oversubscribed": .interrupted, "instance-stopped-by-experiment": .interrupted,
  ]
}

extension SpotInstanceRequest {
  /// For people: `spot request sir-1 is price-too-low: Your price is too low.`
  var summary: String {
    let said = (statusMessage ?? faultMessage).map { ": \($0)" } ?? ""
    return "spot request \(spotInstanceRequestID) is \(statusCode ?? state)\(said)"
  }
}
