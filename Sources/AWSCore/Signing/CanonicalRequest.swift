import Crypto
import Foundation

/// The form of a request that Signature Version 4 hashes.
///
/// Source: AWS, "Create a signed AWS API request".
package struct CanonicalRequest: Sendable, Equatable {
  /// The whole canonical request, lines joined by `\n`.
  package let text: String
  /// The names that were signed, lower case, sorted, joined by `;`.
  package let signedHeaders: String

  /// - Parameters:
  ///   - path: the URL's path as sent, already percent-encoded; empty means `/`.
  ///   - query: the URL's query as sent, without `?`.
  ///   - headers: every header that is to be signed, `host` among them.
  package init(method: String, path: String, query: String, headers: [HTTPHeader], body: [UInt8]) {
    let values = Dictionary(grouping: headers, by: { $0.name.lowercased() })
      .mapValues { $0.map { Self.collapse($0.value) }.joined(separator: ",") }
    let names = values.keys.sorted()
    signedHeaders = names.joined(separator: ";")
    text = [
      method, Self.canonicalPath(path), Self.canonicalQuery(query),
      names.map { "\($0):\(values[$0, default: ""])\n" }.joined(),
      signedHeaders, Self.hash(body),
    ].joined(separator: "\n")
  }

  /// SHA-256 as lower-case hexadecimal.
  package static func hash(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.hash(data: Data(bytes)).hexadecimal
  }

  /// Without empty, `.` and `..` segments, and encoded once more: every service but S3 wants it so.
  private static func canonicalPath(_ path: String) -> String {
    var segments: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    let encoded = segments.map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    let endsOpen = path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("/..")
    return "/" + encoded + (endsOpen && !encoded.isEmpty ? "/" : "")
  }

  /// Sorted by name, then by value: sorting whole fields would put `a-b=` before `a=`.
  private static func canonicalQuery(_ query: String) -> String {
    let fields: [(name: String, value: String)] = query.split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    let sorted = fields.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  private static func collapse(_ value: String) -> String {
    value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Sequence where Element == UInt8 {
  package var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
