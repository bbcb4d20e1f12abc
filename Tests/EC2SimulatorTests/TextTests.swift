import Testing

@testable import EC2Simulator

@Suite struct TextTests {
  @Test(arguments: [
    ("abc", "abc", true), ("abc", "ab", false), ("abc", "a*", true), ("abc", "*c", true), ("abc", "a?c", true),
    ("abc", "a?", false), ("", "*", true), ("abcabc", "*abc", true), ("a*c", #"a\*c"#, true), ("abc", #"a\*c"#, false),
    ("abcd", "a*b*d", true), ("abcd", "a*d*b", false), ("A", "a", false),
  ])
  func globs(text: String, pattern: String, matches: Bool) {
    #expect(Glob.matches(text, pattern) == matches)
  }

  @Test func aHostilePatternIsCheap() {
    let text = String(repeating: "a", count: 2_000)
    #expect(!Glob.matches(text, String(repeating: "*a", count: 100) + "b"))
  }

  @Test(arguments: [
    ("a<b>&c", "a&lt;b&gt;&amp;c"), ("line\nline\r", "line&#10;line&#13;"), ("\u{1}", "\u{FFFD}"), ("ü 日本", "ü 日本"),
  ])
  func escapes(value: String, text: String) {
    var xml = XMLWriter()
    xml.element("v", value)
    #expect(xml.text == "<v>\(text)</v>")
  }

  @Test func parametersAreATreeOfTheirNames() {
    let parameters = Parameters(
      form: "A.2.B=two&A.10.B=ten&A.1.B=one+1%2B1&Empty=&Tag.1.Key=a%26b".utf8)
    #expect(parameters.items("A").map { $0["B"] } == ["one 1+1", "two", "ten"])
    #expect(parameters["Empty"] == "")
    #expect(parameters["Missing"] == nil)
    #expect(parameters.items("Tag")[0]["Key"] == "a&b")
  }

  @Test func addressesAreUsedAgain() {
    var block = AddressBlock(base: 10 << 24, prefix: 29)
    #expect(block.free == 3)
    #expect([block.take(), block.take(), block.take(), block.take()] == ["10.0.0.4", "10.0.0.5", "10.0.0.6", nil])
    block.giveBack("10.0.0.5")
    #expect(block.free == 1)
    #expect(block.take() == "10.0.0.5")
  }
}
