import Foundation

/// What a spot request says of itself from a moment on.
struct SpotStatus: Sendable, Equatable {
  let code: String
  let state: String
  let message: String
  let updatedAt: Date

  /// - Parameter message: nil takes the usual one of the code.
  init(_ code: String, message: String? = nil, state: String? = nil, at date: Date) {
    let usual = Self.known[code]
    self.code = code
    self.state = state ?? usual?.state ?? "open"
    self.message = message ?? usual?.message ?? code
    updatedAt = date
  }

  /// Whether nothing can become of the request any more, although it never had an instance.
  var endsUnfulfilled: Bool { Self.unfulfilled.contains(code) }

  static let unfulfilled: Set<String> = [
    "bad-parameters", "schedule-expired", "canceled-before-fulfillment", "system-error", "limit-exceeded",
  ]

  /// A one-time request's state under each code, with a message for it.
  ///
  /// Source: AWS, "State changes for a Spot request" in the EC2 user guide.
  static let known: [String: (state: String, message: String)] = [
    "pending-evaluation": ("open", "Your Spot request has been submitted for review, and is pending evaluation."),
    "capacity-not-available": ("open", "There is no Spot capacity available that matches your request."),
    "price-too-low": ("open", "Your Spot request price is lower than the minimum required fulfillment price."),
    "not-scheduled-yet": ("open", "Your Spot request will not be evaluated until its scheduled date."),
    "launch-group-constraint": ("open", "The instances of your launch group cannot be launched at the same time."),
    "az-group-constraint": ("open", "The instances cannot be launched in the same Availability Zone."),
    "placement-group-constraint": ("open", "No instance can be added to the placement group at the moment."),
    "constraint-not-fulfillable": ("open", "Your Spot request cannot be fulfilled due to constraints."),
    "pending-fulfillment": ("open", "Your Spot request is pending fulfillment."),
    "bad-parameters": ("failed", "One or more parameters of your Spot request are not valid."),
    "schedule-expired": ("cancelled", "Your Spot request expired before it could be fulfilled."),
    "canceled-before-fulfillment": ("cancelled", "Your Spot request was canceled before it was fulfilled."),
    "system-error": ("closed", "There was an unexpected system error."),
    "limit-exceeded": ("closed", "Your Spot request exceeds a limit of your account."),
    "fulfilled": ("active", "Your spot request is fulfilled."),
    "request-canceled-and-instance-running": (
      "cancelled", "Your Spot request was canceled, but your Spot Instance is still running."
    ),
    "marked-for-stop": ("active", "Your Spot Instance is marked for stopping."),
    "marked-for-termination": ("active", "Your Spot Instance is marked for termination."),
    "instance-stopped-by-price": ("disabled", "Your Spot Instance was stopped: the Spot price exceeded your price."),
    "instance-stopped-by-user": ("disabled", "Your Spot Instance was stopped because you stopped it."),
    "instance-stopped-no-capacity": (
      "disabled", "Your Spot Instance was stopped due to insufficient Spot capacity."
    ),
    "instance-terminated-by-price": (
      "closed", "Your Spot Instance was terminated: the Spot price exceeded your price."
    ),
    "instance-terminated-by-schedule": ("closed", "Your Spot Instance was terminated at the end of its duration."),
    "instance-terminated-by-service": ("cancelled", "Your Spot Instance was terminated from a stopped state."),
    "instance-terminated-by-user": (
      "closed", "Your Spot Instance was terminated because you terminated it."
    ),
    "instance-terminated-no-capacity": (
      "closed", "Your Spot Instance was terminated because there is no Spot capacity available."
    ),
    "instance-terminated-capacity-oversubscribed": (
      "closed", "Your Spot Instance was terminated because as many requests at your price outran the capacity."
    ),
    "instance-terminated-launch-group-constraint": (
      "closed", "Your Spot Instance was terminated because not all of its launch group could run."
    ),
  ]
}
