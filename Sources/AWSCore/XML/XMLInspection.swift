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

  /// The local name of the document's root.
  static func root(of data: Data) throws(XMLAnswerError) -> String {
    guard data.count <= maximumSize else { throw .tooLarge(limit: maximumSize) }
    // A zero byte is UTF-16 or worse, in which the next looks would see nothing. AWS answers in UTF-8.
    guard !data.contains(0) else { throw .notXML }
    // FoundationXML takes the process down on a name that is not UTF-8.
    guard String(validating: data, as: UTF8.self) != nil else { throw .notXML }
    // libxml2 reports an external subset to no delegate method, so the declaration itself is looked for. AWS escapes
    // `<` in text, and a CDATA section with these letters is none of AWS's either.
    guard data.range(of: Data("<!DOCTYPE".utf8)) == nil else { throw .hasDoctype }
    guard !hasInstruction(data) else { throw .notXML }
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

  /// Whether a processing instruction stands anywhere, the XML declaration aside: FoundationXML takes the process
  /// down on one without data.
  private static func hasInstruction(_ data: Data) -> Bool {
    let mark = Data("<?".utf8)
    var rest = data[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: mark + "xml".utf8), let next = rest.dropFirst(5).first,
      [0x20, 0x09, 0x0D, 0x0A].contains(next)
    {
      rest = rest.dropFirst(5)
    }
    return rest.range(of: mark) != nil
  }

  private final class Visitor: NSObject, XMLParserDelegate {
    var root: String?
    var error: XMLAnswerError?
    private var depth = 0
    private var hasEnded = false

    var isComplete: Bool { hasEnded && depth == 0 }

    func parserDidEndDocument(_ parser: XMLParser) {
      hasEnded = true
    }

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      depth += 1
      root = root ?? elementName.split(separator: ":").last.map(String.init)
      if depth > maximumDepth { stop(parser, .tooDeep(limit: maximumDepth)) }
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
    ) {
      depth -= 1
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
