/// Why there is no answer, sorted by what may have happened at the other end.
package struct HTTPTransportError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// No byte of the request left this machine: the name did not resolve, the connection or its TLS handshake failed.
    case notSent
    /// The request may have taken effect: it, or part of it, may have arrived, and no whole answer came back.
    case interrupted
    /// As `interrupted`, because the answer was larger than we read.
    case tooLarge
  }

  package let kind: Kind
  /// What happened, without any part of the request.
  package let message: String

  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }
}
