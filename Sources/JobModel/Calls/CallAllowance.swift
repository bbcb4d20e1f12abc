/// How often AWS lets an account make a call in a region, on and on.
///
/// Source: AWS, "Request throttling for the Amazon EC2 API", the refill rates.
package enum CallAllowance {
  /// Calls a minute; nil where AWS does not say.
  package static func perMinute(_ action: String) -> Int? {
    switch action {
    case "RunInstances": 120
    case "TerminateInstances": 300
    case "CreateTags": 600
    // Asked with ids, geuse's way; with filters and pages twice as many.
    case "DescribeInstances", "DescribeInstanceStatus", "DescribeSpotInstanceRequests": 600
    case _ where action.hasPrefix("Describe"): 1200
    default: nil
    }
  }
}
