/// What one RunInstances made.
package struct Reservation: Sendable, Equatable, Codable {
  package var reservationID: String
  package var ownerID: String?
  package var instances: [Instance]
  package var requestID: String?

  package init(reservationID: String, ownerID: String? = nil, instances: [Instance], requestID: String? = nil) {
    self.reservationID = reservationID
    self.ownerID = ownerID
    self.instances = instances
    self.requestID = requestID
  }
}
