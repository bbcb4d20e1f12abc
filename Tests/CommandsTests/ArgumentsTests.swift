import Testing

@testable import Commands

@Suite struct ArgumentsTests {
  @Test(arguments: [("90s", 90), ("15m", 900), ("6h", 21_600), ("7d", 604_800), ("30", 30)])
  func aDurationIsANumberWithAUnit(_ text: String, seconds: Int) {
    #expect(DurationArgument(argument: text)?.duration == .seconds(seconds))
  }

  @Test(arguments: ["", "s", "-1s", "1.5h", "1w", "soon", "1h30m"])
  func anythingElseIsNoDuration(_ text: String) {
    #expect(DurationArgument(argument: text) == nil)
  }

  @Test(arguments: [("a=b", "a", "b"), ("a=", "a", ""), ("a=b=c", "a", "b=c"), ("k v= x", "k v", " x")])
  func aTagIsAKeyAndTheRest(_ text: String, key: String, value: String) {
    let tag = TagArgument(argument: text)
    #expect(tag?.key == key)
    #expect(tag?.value == value)
  }

  @Test(arguments: ["", "a", "=b"])
  func aTagNeedsAKeyAndASign(_ text: String) {
    #expect(TagArgument(argument: text) == nil)
  }

  @Test func aKeyGivenTwiceIsRefused() throws {
    let tags = ["a=1", "b=2", "a=3"].compactMap(TagArgument.init)
    #expect(throws: CommandFailure.usage("--tag 'a' is given twice: each key once")) { try tags.dictionary() }
    #expect(try Array(tags.dropLast()).dictionary() == ["a": "1", "b": "2"])
  }

  @Test func aShortZoneHasADuration() {
    #expect(ShortZone(argument: "us-east-1a=60s")?.zone == "us-east-1a")
    #expect(ShortZone(argument: "us-east-1a=60s")?.duration == .seconds(60))
    #expect(ShortZone(argument: "us-east-1a") == nil)
    #expect(ShortZone(argument: "us-east-1a=long") == nil)
  }
}
