/// Why a job failed or is retried: what happened, to which thing, and what to do next.
package struct JobError: Error, Sendable, Equatable, Codable {
  /// EC2's code where EC2 said it, else ours in the same form (`DependencyFailed`).
  package var code: String
  package var errorClass: ErrorClass
  package var message: String
  /// The next step for a person; often a command.
  package var hint: String?
  /// EC2's request id.
  package var requestID: String?

  package init(code: String, class: ErrorClass, message: String, hint: String? = nil, requestID: String? = nil) {
    self.code = code
    self.errorClass = `class`
    self.message = message
    self.hint = hint
    self.requestID = requestID
  }

  /// The code of a launch of which nobody knows whether it took effect.
  package static let launchOutcomeUnknownCode = "LaunchOutcomeUnknown"
  /// Of a launch in a region where launching is halted.
  package static let unknownInstancesCode = "UnknownInstances"

  enum CodingKeys: String, CodingKey {
    case code
    case errorClass = "class"
    case message, hint
    case requestID = "request_id"
  }
}
