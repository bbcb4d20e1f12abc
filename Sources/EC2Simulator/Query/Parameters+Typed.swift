extension Parameters {
  func required(_ path: String) throws(APIError) -> String {
    guard let value = self[path], !value.isEmpty else { throw .missingParameter(path) }
    return value
  }

  func integer(_ path: String) throws(APIError) -> Int? {
    guard let text = self[path] else { return nil }
    guard let number = Int(text) else {
      throw .invalidParameterValue("Invalid value '\(text)' for \(path): it must be an integer.")
    }
    return number
  }

  func boolean(_ path: String) throws(APIError) -> Bool? {
    guard let text = self[path] else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw .invalidParameterValue("Invalid value '\(text)' for boolean parameter \(path).")
    }
  }

  /// The value, if it is one of those allowed.
  func choice(_ path: String, of allowed: [String]) throws(APIError) -> String? {
    guard let text = self[path] else { return nil }
    guard allowed.contains(text) else {
      throw .invalidParameterValue(
        "Value (\(text)) for parameter \(path) is invalid. Expecting one of: \(allowed.joined(separator: ", ")).")
    }
    return text
  }
}
