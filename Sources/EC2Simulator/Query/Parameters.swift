import AWSCore
import Foundation

/// A Query request's parameters as the tree that their dotted names spell.
///
/// `TagSpecification.1.Tag.2.Key=a` is at `items("TagSpecification")[0].items("Tag")[1]["Key"]`.
/// Source: AWS, "Making requests using the Amazon EC2 Query API".
struct Parameters: Sendable {
  private(set) var value: String?
  private(set) var children: [String: Parameters] = [:]
  /// The names as sent, with their values; empty below the root.
  private(set) var flat: [String: String] = [:]

  /// - Parameter form: an `application/x-www-form-urlencoded` body.
  init(form: some Sequence<UInt8>) {
    for pair in String(decoding: Array(form), as: UTF8.self).split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      flat[Self.decode(parts[0])] = parts.count > 1 ? Self.decode(parts[1]) : ""
    }
    for (name, value) in flat {
      insert(value, at: name.split(separator: ".", maxSplits: Self.deepest, omittingEmptySubsequences: false)[...])
    }
  }

  /// - Parameter json: an object; what in it is neither text, number nor truth value is left out.
  init(json: some Sequence<UInt8>) {
    let object = (try? JSONDecoder().decode([String: Scalar].self, from: Data(json))) ?? [:]
    for (name, value) in object.compactMapValues(\.text) {
      flat[name] = value
      insert(value, at: [Substring(name)])
    }
  }

  private struct Scalar: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text =
        (try? value.decode(String.self)) ?? (try? value.decode(Bool.self)).map(String.init)
        ?? (try? value.decode(Double.self)).map { String($0) }
    }
  }

  private init() {}

  /// Deeper than any name of EC2's; what is beyond stays in the last part and matches no known name.
  private static let deepest = 12

  private mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
    guard let first = path.first else {
      self.value = value
      return
    }
    children[String(first), default: Parameters()].insert(value, at: path.dropFirst())
  }

  private static func decode(_ text: Substring) -> String {
    let spaced = text.replacing("+", with: " ")
    return spaced.removingPercentEncoding ?? String(spaced)
  }

  /// The value at a dotted path.
  subscript(path: String) -> String? {
    node(path)?.value
  }

  func node(_ path: String) -> Parameters? {
    var node = self
    for part in path.split(separator: ".") {
      guard let child = node.children[String(part)] else { return nil }
      node = child
    }
    return node
  }

  /// The members of a list, by their numbers.
  func items(_ path: String) -> [Parameters] {
    (node(path)?.children ?? [:])
      .compactMap { name, child in Int(name).map { (number: $0, child: child) } }
      .sorted { $0.number < $1.number }
      .map(\.child)
  }

  /// The values of a list, by their numbers.
  func list(_ path: String) -> [String] {
    items(path).compactMap(\.value)
  }

  /// What a client token is bound to: every parameter but the token itself, order and numbering kept.
  ///
  /// SHA-256 in hexadecimal, so that a log may hold it although user data went in.
  var digest: String {
    let text =
      flat.filter { !["Action", "Version", "ClientToken"].contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { "\($0.key.utf8.count):\($0.key)\($0.value.utf8.count):\($0.value)" }
      .joined()
    return CanonicalRequest.hash(text.utf8)
  }
}
