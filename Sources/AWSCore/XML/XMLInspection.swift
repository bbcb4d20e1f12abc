import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A first pass over a document that builds nothing.
///
/// The decoder recurses once for every level and would take the process down on a deeply nested document; entities
/// could make a small document a huge one.
enum XMLInspection {
  static let maximumSize = 16 * 1024 * 1024
  static let maximumDepth = 64
  /// Names that may stand beside each other more than once: the members of lists.
  private static let listed: Set = ["item", "member", "Error"]

  /// The local name of the document's root.
  static func root(of data: Data) throws(XMLAnswerError) -> String {
    guard data.count <= maximumSize else { throw .tooLarge(limit: maximumSize) }
    try XMLBytes.inspect(data)
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    let visitor = Visitor()
    parser.delegate = visitor
    let isParsed = parser.parse()
    if let error = visitor.error { throw error }
    // The result alone is true also for a document that ends too soon or goes on after its end.
    guard isParsed, parser.parserError == nil, visitor.isComplete, let root = visitor.root else { throw .notXML }
    return root
  }

  private final class Visitor: NSObject, XMLParserDelegate {
    var root: String?
    var error: XMLAnswerError?
    private var hasEnded = false
    /// For every open element, the names that have stood below it.
    private var names: [Set<String>] = []

    var isComplete: Bool { hasEnded && names.isEmpty }

    func parserDidEndDocument(_ parser: XMLParser) {
      hasEnded = true
    }

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let name = elementName.split(separator: ":").last.map(String.init) ?? elementName
      root = root ?? name
      // Two values for one setting: whoever takes one of them may have taken the wrong one.
      if let level = names.indices.last, !names[level].insert(name).inserted, !XMLInspection.listed.contains(name) {
        stop(parser, .repeated(name))
      }
      names.append([])
      if names.count > XMLInspection.maximumDepth { stop(parser, .tooDeep(limit: XMLInspection.maximumDepth)) }
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
    ) {
      _ = names.popLast()
    }

    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
      stop(parser, .hasDoctype)
    }

    private func stop(_ parser: XMLParser, _ error: XMLAnswerError) {
      self.error = self.error ?? error
      parser.abortParsing()
    }
  }
}
