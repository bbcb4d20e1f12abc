/// Why a document is no answer. Each reads as the end of "got …".
package enum XMLAnswerError: Error, Sendable, Equatable, CustomStringConvertible {
  case tooLarge(limit: Int)
  case notXML
  case hasDoctype
  /// Invalid, or declared to be something else.
  case notUTF8
  case tooDeep(limit: Int)
  case tooManyElements(limit: Int)
  case tagTooLong(limit: Int)
  case repeated(String)
  case unexpectedRoot(String)
  case undecodable(String)

  package var description: String {
    switch self {
    case .tooLarge(let limit): "a document longer than \(limit) bytes"
    case .notXML: "an answer that is not well-formed XML"
    case .hasDoctype: "a document with a DOCTYPE"
    case .tooDeep(let limit): "a document nested deeper than \(limit) elements"
    case .notUTF8: "an answer that is not UTF-8 text"
    case .tooManyElements(let limit): "a document of more than \(limit) elements"
    case .tagTooLong(let limit): "a document with a tag longer than \(limit) bytes"
    case .repeated(let name): "a document with <\(name.prefix(40))> twice in one place"
    case .unexpectedRoot(let name): "a document whose root is <\(name.prefix(40))>"
    case .undecodable(let place): "a document that lacks or garbles \(place.prefix(120))"
    }
  }
}
