import Foundation

/// A look at a document's bytes before any parser sees them: it costs one pass and keeps nothing.
///
/// FoundationXML takes the process down on processing instructions without data and on names that are no text, and
/// libxml2 reports an external subset to no delegate method. Long tags and many elements cost both it and the decoder
/// dear. AWS's answers have none of these.
enum XMLBytes {
  /// From `<` to `>`, in bytes.
  static let longestTag = 4096
  /// A page of 1,000 instances with 50 tags each has about 300,000; the decoder keeps several hundred bytes for each.
  static let maximumElements = 500_000

  static func inspect(_ data: Data) throws(XMLAnswerError) {
    guard !data.contains(0) else { throw .notXML }
    guard String(validating: data, as: UTF8.self) != nil, saysUTF8(data) else { throw .notUTF8 }
    if let error = data.withUnsafeBytes({ tagError(in: $0) }) { throw error }
  }

  /// Whether the XML declaration, where there is one, leaves the encoding at UTF-8: in another, the bytes looked at here
  /// mean something else.
  private static func saysUTF8(_ data: Data) -> Bool {
    let start = String(decoding: data.prefix(200), as: UTF8.self)
    guard let declaration = start.firstMatch(of: /^\x{FEFF}?<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)/) else {
      return true
    }
    return declaration.1.lowercased() == "utf-8"
  }

  private static func tagError(in bytes: UnsafeRawBufferPointer) -> XMLAnswerError? {
    func holds(_ text: StaticString, at index: Int) -> Bool {
      index + text.utf8CodeUnitCount <= bytes.count
        && UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).elementsEqual(
          bytes[index..<(index + text.utf8CodeUnitCount)])
    }
    let first = holds("\u{FEFF}", at: 0) ? 3 : 0
    var elements = 0
    var start: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "<"):
        start = index
        if holds("<?", at: index) {
          guard index == first, holds("<?xml", at: index), index + 5 < bytes.count,
            [0x20, 0x09, 0x0D, 0x0A].contains(bytes[index + 5])
          else { return .notXML }
        } else if holds("<!", at: index) {
          guard holds("<![CDATA[", at: index) || holds("<!--", at: index) else { return .hasDoctype }
        }
        // A comment costs what an element does.
        if !holds("</", at: index) { elements += 1 }
        if elements > maximumElements { return .tooManyElements(limit: maximumElements) }
      case UInt8(ascii: ">"): start = nil
      default:
        if let start, index - start > longestTag { return .tagTooLong(limit: longestTag) }
      }
    }
    return nil
  }
}
