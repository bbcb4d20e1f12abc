import Operations
import Testing

@Suite("Strict JSON")
struct JSONReaderTests {
  private static func read(_ text: String) throws(JSONSyntaxError) -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .number("0")),
    ("-12.5e+3", .number("-12.5e+3")), (#""""#, .string("")), (#""é😀\u00e9\uD83D\uDE00""#, .string("é😀é😀")),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")), ("[]", .array([])), ("{}", .object([])),
    ("[1,[2]]", .array([.number("1"), .array([.number("2")])])),
    (
      #"{ "b" : 1 , "a":null}"#,
      .object([JSONValue.Member("b", .number("1")), JSONValue.Member("a", .null)])
    ),
  ])
  func reads(_ text: String, value: JSONValue) throws {
    #expect(try Self.read(text) == value)
  }

  @Test(arguments: [
    ("", 1, "expected a value"), ("nul", 1, "expected a value"), ("01", 2, "nothing behind it"),
    ("1 2", 3, "nothing behind it"), ("-", 2, "expected a digit"), ("1.", 3, "expected a digit"),
    ("1e", 3, "expected a digit"), ("+1", 1, "expected a value"), ("NaN", 1, "expected a value"),
    ("'a'", 1, "expected a value"), (#""a"#, 3, "ends within quotes"), ("\"a\tb\"", 4, "control character"),
    (#""\x""#, 4, "no such escape"), (#""\u12g4""#, 4, "four hexadecimal digits"),
    (#""\ud83d""#, 7, "surrogate"), (#""\ud83dA""#, 7, "surrogate"), (#""\udc00""#, 7, "surrogate"),
    ("[1", 3, "expected ',' or ']'"), ("[1,]", 4, "expected a value"), (#"{"a"1}"#, 5, "expected ':'"),
    (#"{"a":1"#, 7, "expected ',' or '}'"), (#"{"a":1,}"#, 8, "name in quotes"), ("{1:2}", 2, "name in quotes"),
    (#"{"a":1,"a":2}"#, 8, "the member 'a' stands twice"), ("// a", 1, "expected a value"),
  ])
  func refuses(_ text: String, column: Int, reason: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try Self.read(text) }
    // The column is where the trouble is seen, at most a byte behind where it begins.
    #expect(abs((error?.column ?? 0) - column) <= 1, "\(String(describing: error))")
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func refusesWhatIsNoUTF8() {
    #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0x22, 0xC0, 0x80, 0x22]) }
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 100_000)
    let error = #expect(throws: JSONSyntaxError.self) { try Self.read(deep) }
    #expect(error?.reason == "at most 16 levels")
  }

  @Test func everyPrefixOfALineIsRefusedAndNoneCrashes() throws {
    let line = Array(
      #"{"kind":"launch","spec":{"tags":{"a":"\ud83d\ude00"},"markets":["spot"],"root_volume_size":-1e2}}"#.utf8)
    _ = try JSONReader.read(line)
    for length in 0..<line.count {
      #expect(throws: JSONSyntaxError.self) { try JSONReader.read(Array(line.prefix(length))) }
    }
  }
}
