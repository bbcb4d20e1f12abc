import AWSCore
import Foundation
import Testing

struct XMLAnswerTests {
  struct Thing: Decodable, Equatable {
    struct Entry: Decodable, Equatable {
      let key: String
      let value: String?
    }
    let name: String?
    let count: Int?
    let entrySet: ItemList<Entry>?
    let words: ItemList<String>?

    static func == (left: Thing, right: Thing) -> Bool {
      left.name == right.name && left.count == right.count && left.entrySet.orEmpty() == right.entrySet.orEmpty()
    }
  }

  static func decode(_ text: String) throws -> Thing {
    try XMLAnswer.decode(Thing.self, root: "Thing", from: Array(text.utf8))
  }

  @Test func readsListsOfAnyLength() throws {
    #expect(try Self.decode("<Thing/>").entrySet.orEmpty().isEmpty)
    #expect(try Self.decode("<Thing><entrySet/></Thing>").entrySet.orEmpty().isEmpty)
    #expect(try Self.decode("<Thing><entrySet></entrySet></Thing>").entrySet.orEmpty().isEmpty)
    #expect(try Self.decode("<Thing>\n  <entrySet>\n  </entrySet>\n</Thing>").entrySet.orEmpty().isEmpty)
    let one = try Self.decode("<Thing><entrySet><item><key>a</key></item></entrySet></Thing>")
    #expect(one.entrySet.orEmpty() == [Thing.Entry(key: "a", value: nil)])
    let two = try Self.decode(
      "<Thing>\n <entrySet>\n  <item>\n   <key>a</key><value>1</value>\n  </item>\n  <item><key>b</key></item>\n </entrySet>\n</Thing>"
    )
    #expect(two.entrySet.orEmpty() == [Thing.Entry(key: "a", value: "1"), Thing.Entry(key: "b", value: nil)])
    let words = try Self.decode("<Thing><words><item>x86_64</item><item>arm64</item></words></Thing>")
    #expect(words.words.orEmpty() == ["x86_64", "arm64"])
  }

  @Test func keepsTextAsItStands() throws {
    #expect(try Self.decode("<Thing><name>  a &lt;b&gt; &amp; é 🚀  </name></Thing>").name == "  a <b> & é 🚀  ")
    #expect(try Self.decode("<Thing><name><![CDATA[1 < 2]]></name></Thing>").name == "1 < 2")
  }

  @Test(
    arguments: [
      "<Thing xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><name>n</name><count>3</count></Thing>",
      "<e:Thing xmlns:e=\"urn:e\"><e:name>n</e:name><e:count>3</e:count></e:Thing>",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- hello --><Thing a=\"b\"><name>n</name><new><x/></new><count>3</count></Thing>\n",
      "<Thing><count>3</count><requestId>r</requestId><name>n</name></Thing>",
    ])
  func ignoresNamespacesAndTheUnknown(_ text: String) throws {
    let thing = try Self.decode(text)
    #expect(thing.name == "n")
    #expect(thing.count == 3)
  }

  static let bombs = "<!DOCTYPE Thing [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><Thing><name>&b;</name></Thing>"

  @Test(
    arguments: [
      ("", XMLAnswerError.notXML), ("   ", .notXML), ("not xml", .notXML), ("<Thing>", .notXML),
      ("<Thing></thing>", .notXML),
      ("<Thing/><Thing/>", .notXML), ("<Thing/>garbage", .notXML), ("<a>", .notXML), ("<Thing></Thing", .notXML),
      ("<Thing/><?instruction?>", .notXML), ("<Thing><?instruction?></Thing>", .notXML),
      ("<?xml-style?><Thing/>", .notXML), ("<Thing>\u{0}</Thing>", .notXML), ("<Thing>&nbsp;</Thing>", .notXML),
      ("<?xml version='1.0' encoding='UTF-16'?><Thing/>", .notUTF8),
      ("<?xml version='1.0' encoding=\"iso-8859-1\" ?><Thing/>", .notUTF8),
      ("<Thing><a>1</a><b/><a>2</a></Thing>", .repeated("a")),
      ("<Thing a='\(String(repeating: "x", count: 4096))'/>", .tagTooLong(limit: 4096)),
      ("<Thing>\(String(repeating: "<item/>", count: 500_000))</Thing>", .tooManyElements(limit: 500_000)),
      ("<!DOCTYPE Thing><Thing/>", .hasDoctype), (bombs, .hasDoctype),
      ("<!DOCTYPE Thing SYSTEM \"file:///etc/passwd\"><Thing/>", .hasDoctype),
      ("<html/>", .unexpectedRoot("html")), ("<Thing><count>many</count></Thing>", .undecodable("count")),
      ("<Thing><entrySet><item><value>1</value></item></entrySet></Thing>", .undecodable("entrySet/item/0/key")),
    ] as [(String, XMLAnswerError)])
  func refusesWhatIsNoAnswer(_ text: String, _ expected: XMLAnswerError) throws {
    let error = #expect(throws: XMLAnswerError.self) { try Self.decode(text) }
    if case .undecodable = expected {
      guard case .undecodable = error else {
        Issue.record("got \(String(describing: error))")
        return
      }
    } else {
      #expect(error == expected)
    }
  }

  @Test func refusesDepthThatWouldOverflowTheStack() throws {
    func nested(_ depth: Int) -> String {
      "<Thing>" + String(repeating: "<a>", count: depth - 1) + String(repeating: "</a>", count: depth - 1) + "</Thing>"
    }
    #expect(throws: Never.self) { try Self.decode(nested(64)) }
    #expect(throws: XMLAnswerError.tooDeep(limit: 64)) { try Self.decode(nested(65)) }
    #expect(throws: XMLAnswerError.tooDeep(limit: 64)) { try Self.decode(nested(100_000)) }
  }

  @Test func refusesWhatIsTooLarge() throws {
    let limit = 16 * 1024 * 1024
    let body =
      Array("<Thing><name>".utf8) + Array(repeating: UInt8(ascii: "x"), count: limit) + Array("</name></Thing>".utf8)
    #expect(throws: XMLAnswerError.tooLarge(limit: limit)) {
      try XMLAnswer.decode(Thing.self, root: "Thing", from: body)
    }
  }

  @Test(
    arguments: [
      ("2026-05-28T20:26:40.000Z", 1_780_000_000), ("2026-05-28T20:26:40Z", 1_780_000_000),
      ("2026-05-28T20:26:40.5Z", 1_780_000_000.5), ("yesterday", nil), ("", nil),
    ] as [(String, Double?)])
  func readsTimes(_ text: String, _ seconds: Double?) {
    #expect(AWSDate.parse(text)?.timeIntervalSince1970 == seconds)
  }
}
