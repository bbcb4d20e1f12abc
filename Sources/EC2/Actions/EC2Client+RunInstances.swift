package import AWSCore

extension EC2Client {
  package func runInstances(_ signed: SignedQuery) async throws(AWSError) -> Reservation {
    let answer = try await send(signed)
    let decoded = try answer.decode(RunInstancesAnswer.self)
    // A launch that launched nothing is a refusal, and those come as errors.
    guard !decoded.instancesSet.items.isEmpty else { throw answer.unrecognized("a reservation without instances") }
    return Reservation(
      reservationID: decoded.reservationId.text, ownerID: decoded.ownerId.nonEmpty,
      instances: decoded.instancesSet.items.map(Instance.init),
      requestID: decoded.requestId.nonEmpty ?? answer.requestID)
  }
}

private struct RunInstancesAnswer: Decodable {
  let requestId: String?
  let reservationId: XMLWord
  let ownerId: String?
  let instancesSet: ItemList<Instance.Item>
}
