/// One signed copy of a request that may have left, and what came back.
package struct LaunchSend: Sendable, Equatable {
  package enum Answer: String, Sendable, Codable, CaseIterable {
    /// EC2 named instances.
    case launched
    /// EC2's own envelope with a code that means nothing was launched.
    case refused
    /// No byte left this machine.
    case notSent = "not-sent"
    /// Anything else: it may have taken effect.
    case ambiguous
  }
  package var id: Int64
  package var signedAt: Timestamp
  /// When the signature was put on record, by the boot clock; nil for those from before this was kept.
  package var signedBoot: BootTime?
  /// Nil while no answer was recorded, which a crash leaves behind.
  package var answer: Answer?
  package var code: String?
  package var message: String?
  package var requestID: String?
  package var status: Int?

  package init(
    id: Int64, signedAt: Timestamp, signedBoot: BootTime? = nil, answer: Answer? = nil, code: String? = nil,
    message: String? = nil,
    requestID: String? = nil, status: Int? = nil
  ) {
    self.id = id
    self.signedAt = signedAt
    self.signedBoot = signedBoot
    self.answer = answer
    self.code = code
    self.message = message
    self.requestID = requestID
    self.status = status
  }

  /// When its bytes were signed, on both clocks.
  package var signed: Moment { Moment(wall: signedAt, boot: signedBoot) }

  /// Whether this send may still take effect, or may have: rule 5 of never-twice.
  package var isUnresolved: Bool { answer == nil || answer == .ambiguous }

  /// Whether EC2 said that this request took effect, whatever it says later.
  package var tookEffect: Bool { answer == .launched || code == Self.terminatedToken }

  /// EC2's code for a token whose instances are all gone: the request took effect once.
  package static let terminatedToken = "IdempotentInstanceTerminated"
  /// EC2's code for a token that is bound to other parameters.
  package static let mismatchedToken = "IdempotentParameterMismatch"
}

/// What an answered send shall be remembered by.
package struct SendAnswer: Sendable, Equatable {
  package var answer: LaunchSend.Answer
  package var code: String?
  package var message: String?
  package var requestID: String?
  package var status: Int?

  package init(
    _ answer: LaunchSend.Answer, code: String? = nil, message: String? = nil, requestID: String? = nil,
    status: Int? = nil
  ) {
    self.answer = answer
    self.code = code
    self.message = message
    self.requestID = requestID
    self.status = status
  }
}

/// A send and what came back for it.
package struct AnsweredSend: Sendable, Equatable {
  package var id: Int64
  package var answer: SendAnswer

  package init(id: Int64, answer: SendAnswer) {
    self.id = id
    self.answer = answer
  }
}
