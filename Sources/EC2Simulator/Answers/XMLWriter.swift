/// Builds an XML answer front to back, escaping every value.
struct XMLWriter {
  private(set) var text = ""

  /// `<name>value</name>`; nothing for nil.
  mutating func element(_ name: String, _ value: (some LosslessStringConvertible)?) {
    guard let value else { return }
    open(name)
    append(escaped: value.description)
    close(name)
  }

  mutating func element<Failure: Error>(_ name: String, _ content: (inout XMLWriter) throws(Failure) -> Void)
    throws(Failure)
  {
    open(name)
    try content(&self)
    close(name)
  }

  /// A list as EC2 writes it: `<name><item>…</item>…</name>`, empty lists too.
  mutating func list<Items: Sequence>(_ name: String, _ items: Items, _ each: (inout XMLWriter, Items.Element) -> Void)
  {
    open(name)
    for item in items {
      open("item")
      each(&self, item)
      close("item")
    }
    close(name)
  }

  mutating func tagSet(_ tags: Tags) {
    list("tagSet", tags.all) { xml, tag in
      xml.element("key", tag.key)
      xml.element("value", tag.value)
    }
  }

  /// Takes markup as it stands: what another writer has built.
  mutating func append(markup: String) {
    text += markup
  }

  private mutating func open(_ name: String) {
    text += "<"
    text += name
    text += ">"
  }

  private mutating func close(_ name: String) {
    text += "</"
    text += name
    text += ">"
  }

  private mutating func append(escaped value: String) {
    // Most values need no escape; the look at bytes is much cheaper than the rewrite.
    guard value.utf8.contains(where: { $0 < 32 || $0 == 38 || $0 == 60 || $0 == 62 }) else {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\t", "\n", "\r": text += "&#\(scalar.value);"
      // XML 1.0 cannot hold other control characters, not even escaped.
      case _ where scalar.value < 32: text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
