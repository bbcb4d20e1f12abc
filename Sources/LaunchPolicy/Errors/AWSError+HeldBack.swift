package import AWSCore

extension AWSError {
  /// The code for a call that was not made, since AWS would have refused it for the number of calls.
  package static let heldBack = "CallHeldBack"

  /// - Parameter wait: how long until it could be made.
  package static func heldBack(_ action: String, until wait: Duration, region: String) -> AWSError {
    let seconds = wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0)
    return heldBack(action, because: "the call limits give it its turn in \(seconds) s", region: region)
  }

  package static func heldBack(_ action: String, because reason: String, region: String) -> AWSError {
    AWSError(
      action: action, origin: .notSent, code: heldBack, message: "it is not sent yet: \(reason)", region: region)
  }
}
