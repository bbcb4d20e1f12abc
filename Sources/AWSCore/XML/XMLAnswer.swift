import Foundation
import XMLCoder

/// AWS's XML answers as values, after a look that makes parsing them safe.
///
/// Namespaces and unknown elements are ignored: emulators and API versions differ in them.
package enum XMLAnswer {
  /// - Parameter root: the local name the document's root must have; an HTML page that happens to be well formed
  ///   must not pass as an empty answer.
  /// - Throws: `XMLAnswerError`
  package static func decode<Answer: Decodable>(
    _ type: Answer.Type, root: String, from body: [UInt8]
  ) throws(XMLAnswerError) -> Answer {
    let data = Data(body)
    let found = try XMLInspection.root(of: data)
    guard found == root else { throw .unexpectedRoot(found) }
    let decoder = XMLDecoder(trimValueWhitespaces: false, removeWhitespaceElements: true)
    decoder.shouldProcessNamespaces = true
    do {
      return try decoder.decode(type, from: data)
    } catch let error as DecodingError {
      throw .undecodable(error.place)
    } catch {
      throw .undecodable("document")
    }
  }
}

extension DecodingError {
  /// Where the document failed, as a path of element names; never what stood there.
  fileprivate var place: String {
    let context: Context? =
      switch self {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context
      case .keyNotFound(_, let context): context
      @unknown default: nil
      }
    var path = context?.codingPath ?? []
    if case .keyNotFound(let key, _) = self { path.append(key) }
    return path.isEmpty ? "document" : path.map(\.stringValue).joined(separator: "/")
  }
}
