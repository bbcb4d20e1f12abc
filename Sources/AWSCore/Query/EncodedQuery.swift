/// The parameters of one Query call, encoded once and for all, unsigned.
///
/// A replay signs these bytes again and encodes nothing anew, so a stored query stays the same request for ever.
package struct EncodedQuery: Sendable, Equatable {
  /// The `Content-Type` under which the body is sent, and signed.
  package static let contentType = "application/x-www-form-urlencoded; charset=utf-8"

  package let action: String
  /// The form: `Action`, `Version`, then the parameters in the order given.
  package let body: [UInt8]

  package init(action: String, version: String, parameters: [(String, String)]) {
    self.action = action
    let pairs = [("Action", action), ("Version", version)] + parameters
    body = Array(
      pairs.map { name, value in
        PercentEncoding.encodeForm(name) + [UInt8(ascii: "=")] + PercentEncoding.encodeForm(value)
      }.joined(separator: [UInt8(ascii: "&")]))
  }

  /// Takes up stored bytes as they are; nil when they are no form with an `Action`.
  package init?(body: [UInt8]) {
    guard let pairs = Self.parse(body), let action = pairs.first(where: { $0.0 == "Action" })?.1, !action.isEmpty
    else { return nil }
    self.action = action
    self.body = body
  }

  /// Names and values, decoded, in the order of the body.
  package var parameters: [(String, String)] { Self.parse(body) ?? [] }

  private static func parse(_ body: [UInt8]) -> [(String, String)]? {
    var pairs: [(String, String)] = []
    for field in body.split(separator: UInt8(ascii: "&")) {
      let parts = field.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(parts[0]),
        let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : [])
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }
}

// The body may hold user data: it is not for logs.
extension EncodedQuery: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "EncodedQuery(\(action), \(body.count) bytes)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["action": action]) }
}
