extension Fault {
  /// The error that it answers instead of the call's own; nil for kinds that answer none.
  func refusal(of call: CallFacts) -> APIError? {
    switch kind {
    case .refuse, .refuseThenLaunch:
      let code = code ?? "InsufficientInstanceCapacity"
      let usual = Self.usual(code, call: call, form: form)
      return APIError(status: status ?? usual.status, code: code, message: message ?? usual.message)
    case .throttle:
      return APIError(
        status: status ?? 503, code: "RequestLimitExceeded", message: message ?? "Request limit exceeded.")
    case .internalError:
      return APIError(
        status: status ?? 500, code: "InternalError", message: message ?? "An internal error has occurred")
    case .unavailable:
      return APIError(
        status: status ?? 503, code: "Unavailable",
        message: message ?? "The server is overloaded and can't handle the request.")
    default:
      return nil
    }
  }

  /// Source: AWS, "Error codes for the Amazon EC2 API": server errors are 5xx, all else is 4xx.
  private static func usual(_ code: String, call: CallFacts, form: CapacityRefusal.Form?) -> (
    status: Int, message: String
  ) {
    if code == "InsufficientInstanceCapacity" {
      let fitting: CapacityRefusal.Form = call.market == .spot ? .spot : call.zone == nil ? .volumes : .zone
      let refusal = CapacityRefusal(instanceType: call.instanceType ?? "m1.small", zone: call.zone)
      return (500, refusal.message(form ?? fitting))
    }
    if let known = messages[code] { return known }
    let isServers = code.hasPrefix("Insufficient") || code.hasPrefix("Internal") || code.hasPrefix("Server")
    return (isServers ? 500 : 400, "simulated \(code)")
  }

  private static let messages: [String: (status: Int, message: String)] = [
    "RequestLimitExceeded": (503, "Request limit exceeded."),
    "Unavailable": (503, "The server is overloaded and can't handle the request."),
    "ServiceUnavailable": (503, "The request has failed due to a temporary failure of the server."),
    "InternalError": (500, "An internal error has occurred"),
    "InternalFailure": (500, "The request processing has failed because of an unknown error."),
    "UnauthorizedOperation": (403, "You are not authorized to perform this operation."),
    "AuthFailure": (401, "AWS was not able to validate the provided access credentials"),
    "ExpiredToken": (400, "The provided token has expired."),
    "RequestExpired": (400, "Request has expired."),
    "OptInRequired": (401, "You are not subscribed to this service."),
    "Blocked": (403, "Your account is currently blocked."),
    "PendingVerification": (
      400,
      "Your request for accessing resources in this region is being validated, and you will not be able to launch "
        + "additional resources in this region until the validation is complete."
    ),
    "InsufficientFreeAddressesInSubnet": (
      400, "There are not enough free addresses in the subnet to satisfy the requested number of instances."
    ),
    "InsufficientCapacityOnHost": (400, "There is not enough capacity on the Dedicated Host."),
    "MaxSpotInstanceCountExceeded": (400, "Max spot instance count exceeded"),
    "InstanceLimitExceeded": (400, "You have requested more instances than your current instance limit allows for."),
    "VolumeLimitExceeded": (400, "You have reached your Amazon EBS volume storage limit."),
  ]
}
