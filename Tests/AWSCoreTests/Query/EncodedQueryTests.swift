import AWSCore
import Testing

struct EncodedQueryTests {
  @Test func keepsItsOrderAndEncodesAsBotocore() {
    let query = EncodedQuery(
      action: "CreateTags", version: "2016-11-15",
      parameters: [("Tag.2.Value", "a b+c&d=e/ü~-._*'()"), ("Empty", ""), ("A", "1\n")])
    #expect(
      String(decoding: query.body, as: UTF8.self)
        == "Action=CreateTags&Version=2016-11-15&Tag.2.Value=a+b%2Bc%26d%3De%2F%C3%BC~-._%2A%27%28%29&Empty=&A=1%0A")
  }

  @Test func storedBytesComeBackAsTheSameQuery() throws {
    let query = EncodedQuery(action: "RunInstances", version: "2016-11-15", parameters: [("Name", "x y&z=%41+")])
    let again = try #require(EncodedQuery(body: query.body))
    #expect(again == query)
    #expect(again.action == "RunInstances")
    #expect(again.parameters.map(\.0) == ["Action", "Version", "Name"])
    #expect(again.parameters.last?.1 == "x y&z=%41+")
  }

  /// A replay encodes nothing anew: bytes that we would write otherwise stay as they are.
  @Test func foreignBytesAreKept() throws {
    let bytes = Array("Name=a%20b%2fc&Action=X".utf8)
    let query = try #require(EncodedQuery(body: bytes))
    #expect(query.body == bytes)
    #expect(query.parameters.first?.1 == "a b/c")
  }

  @Test(arguments: ["", "Version=1", "Action=", "Action=%G1", "Action=%4", "Action=%FF"])
  func whatIsNoQueryIsRefused(_ text: String) {
    #expect(EncodedQuery(body: Array(text.utf8)) == nil)
  }
}
