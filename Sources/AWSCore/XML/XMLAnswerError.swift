/// Why a document is no answer. Each reads as the end of "got …".
package enum XMLAnswerError: Error, Sendable, Equatable, CustomStringConvertible {
  case tooLarge(limit: Int)
  case notXML
  case hasDoctype
  case tooDeep(limit: Int)
  case unexpectedRoot(String)
  case undecodable(String)

  package var description: String {
    switch self {
    case .tooLarge(let limit): "a document longer than \(limit) bytes"
    case .notXML: "an answer that is not well-formed XML"
    case .hasDoctype: "a document with a DOCTYPE"
    case .tooDeep(let limit): "a document nested deeper than \(limit) elements"
    case .unexpectedRoot(let name): "a document whose root is <\(name.prefix(40))>"
    case .undecodable(let place): "a document that lacks or garbles \(place.prefix(120))"
    }
  }
}
