/// InsufficientInstanceCapacity in the three forms in which EC2 words it.
package struct CapacityRefusal: Sendable, Equatable {
  package enum Form: String, Sendable, Codable {
    /// Names the zone, and those that could be chosen instead.
    case zone
    /// Names no zone but the kind of volume that it would need.
    case volumes
    /// Names nothing.
    case spot
  }

  var instanceType: String
  var zone: String?
  /// The zones that the message suggests; often there are none, and often they are wrong.
  var others: [String] = []
  var volumeType = "gp3"

  func message(_ form: Form) -> String {
    let provisioning = "Our system will be working on provisioning additional capacity."
    switch form {
    case .spot:
      return "There is no Spot capacity available that matches your request."
    case .volumes:
      return "We currently do not have sufficient \(instanceType) capacity in zones with support for '\(volumeType)' "
        + "volumes. " + provisioning
    case .zone:
      let hint =
        others.isEmpty
        ? ""
        : " You can currently get \(instanceType) capacity by not specifying an Availability Zone in your request or "
          + "choosing \(others.joined(separator: ", "))."
      return "We currently do not have sufficient \(instanceType) capacity in the Availability Zone you requested "
        + "(\(zone ?? "")). " + provisioning + hint
    }
  }

  func error(_ form: Form) -> APIError {
    APIError(status: 500, code: "InsufficientInstanceCapacity", message: message(form))
  }
}
