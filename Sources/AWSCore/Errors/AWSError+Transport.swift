extension AWSError {
  /// The call that got no whole answer.
  init(_ error: HTTPTransportError, action: String, region: String) {
    let (origin, code): (Origin, String) =
      switch error.kind {
      case .notSent: (.notSent, AWSError.connectionFailed)
      case .interrupted: (.interrupted, "ConnectionInterrupted")
      case .tooLarge: (.unrecognized, "AnswerTooLarge")
      }
    self.init(action: action, origin: origin, code: code, message: error.message, region: region)
  }
}
