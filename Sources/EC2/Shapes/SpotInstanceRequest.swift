/// A spot request and what became of it.
///
/// Source: AWS, Amazon EC2 User Guide, "Get the status of a Spot Instance request".
package struct SpotInstanceRequest: Sendable, Equatable, Codable {
  package var spotInstanceRequestID: String
  /// `open`, `active`, `closed`, `cancelled`, `failed` or `disabled`.
  package var state: String
  /// Such as `fulfilled`, `price-too-low` or `instance-terminated-no-capacity`.
  package var statusCode: String?
  package var statusMessage: String?
  /// Why the request itself failed, where it did.
  package var faultCode: String?
  package var faultMessage: String?
  /// The instance that it was fulfilled with.
  package var instanceID: String?
  package var launchedAvailabilityZone: String?

  package init(
    spotInstanceRequestID: String, state: String, statusCode: String? = nil, statusMessage: String? = nil,
    faultCode: String? = nil, faultMessage: String? = nil, instanceID: String? = nil,
    launchedAvailabilityZone: String? = nil
  ) {
    self.spotInstanceRequestID = spotInstanceRequestID
    self.state = state
    self.statusCode = statusCode
    self.statusMessage = statusMessage
    self.faultCode = faultCode
    self.faultMessage = faultMessage
    self.instanceID = instanceID
    self.launchedAvailabilityZone = launchedAvailabilityZone
  }
}
