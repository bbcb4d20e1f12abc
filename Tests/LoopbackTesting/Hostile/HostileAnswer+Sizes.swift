extension HostileAnswer {
  /// Small documents that want to be large, and large ones.
  static let swollen: [HostileAnswer] = [
    HostileAnswer("a billion laughs") { good in
      let entities = (1...9).map { level in
        "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
      }
      return "<!DOCTYPE x [<!ENTITY l0 \"ha\">\(entities.joined())]>"
        + good.document(good.inner.replacing("i-0", with: "&l9;"), declaration: "")
    },
    HostileAnswer("one long entity, often") { good in
      "<!DOCTYPE x [<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">]>"
        + good.document(good.inner.replacing("i-0", with: String(repeating: "&a;", count: 50_000)), declaration: "")
    },
    HostileAnswer("a file for an entity") { good in
      "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        + good.document(good.inner.replacing("i-0", with: "&f;"), declaration: "")
    },
    HostileAnswer("a definition from elsewhere") { good in
      "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">" + good.document(good.inner, declaration: "")
    },
    HostileAnswer("an entity nobody defined") { $0.whole.replacing("i-0", with: "&nbsp;") },
    HostileAnswer("100,000 levels") { good in
      good.document(String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000) + good.inner)
    },
    HostileAnswer("100,000 levels without an end") { $0.document(String(repeating: "<a>", count: 100_000)) },
    HostileAnswer("100,000 attributes") { good in
      let attributes = (0..<100_000).map { " a\($0)='1'" }.joined()
      return good.whole.replacing("<requestId>", with: "<requestId\(attributes)>")
    },
    HostileAnswer("an attribute of 12 MB", replacing: "2016-11-15", with: "x", times: 12_000_000),
    HostileAnswer("a million items without anything in them", replacing: "<item>", with: "<item/>", times: 1_000_000),
    HostileAnswer("as many empty items as are looked at", replacing: "<item>", with: "<item/>", times: 490_000),
    HostileAnswer("15 MB of text in a tag that is left open", replacing: "r</requestId>", with: "x", times: 15_000_000),
    HostileAnswer("12 MB of a name", replacing: "requestId>", with: "x", times: 12_000_000),
    HostileAnswer("12 MB of comment", replacing: "<requestId>", with: "<!-- x -->", times: 1_200_000),
    HostileAnswer("12 MB of space", replacing: "<item>", with: " ", times: 12_000_000),
    HostileAnswer("100 MB, announced") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(100 << 20)\r\n\r\n")
      flood(connection, good)
    },
    HostileAnswer("100 MB, in chunks") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      flood(connection, good, chunked: true)
    },
    HostileAnswer("100 MB until the end of the connection") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      flood(connection, good)
    },
  ]

  /// A document that goes on for 100 MB, or until nobody listens.
  private static func flood(_ connection: LoopbackConnection, _ good: GoodAnswer, chunked: Bool = false) {
    let piece = Array(String(repeating: "<item>\(good.identity)\(good.rest)</item>", count: 400).utf8)
    let framed =
      chunked ? Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8) : piece
    for _ in 0..<((100 << 20) / piece.count) {
      guard connection.write(framed) else { return }
    }
  }
}
