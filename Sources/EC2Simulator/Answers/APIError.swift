/// A refusal as EC2 or STS words it.
///
/// Source: AWS, "Error codes for the Amazon EC2 API".
struct APIError: Error, Equatable {
  let status: Int
  let code: String
  let message: String

  init(status: Int = 400, code: String, message: String) {
    self.status = status
    self.code = code
    self.message = message
  }
}

extension APIError {
  static func missingParameter(_ name: String) -> Self {
    Self(code: "MissingParameter", message: "The request must contain the parameter \(name)")
  }

  static func unknownParameter(_ name: String) -> Self {
    Self(code: "UnknownParameter", message: "The parameter \(name) is not recognized")
  }

  static func invalidParameterValue(_ message: String) -> Self {
    Self(code: "InvalidParameterValue", message: message)
  }

  static func invalidParameterCombination(_ message: String) -> Self {
    Self(code: "InvalidParameterCombination", message: message)
  }

  static func invalidAction(_ action: String) -> Self {
    Self(code: "InvalidAction", message: "The action \(action) is not valid for this web service.")
  }

  /// `code` for one or more ids of a kind that do not exist.
  ///
  /// - Parameter noun: as EC2 writes it, such as `instance ID`.
  static func notFound(_ code: String, noun: String, ids: [String]) -> Self {
    ids.count == 1
      ? Self(code: code, message: "The \(noun) '\(ids[0])' does not exist")
      : Self(code: code, message: "The \(noun)s '\(ids.joined(separator: ", "))' do not exist")
  }

  /// `code` for an id that cannot be one of its kind.
  static func malformed(_ code: String, id: String, prefix: String) -> Self {
    Self(code: code, message: "Invalid id: \"\(id)\" (expecting \"\(prefix)-...\")")
  }
}
