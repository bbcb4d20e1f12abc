import Testing

@testable import Operations

@Suite("Words that somebody may have meant")
struct SuggestionTests {
  private static let known = ["kind", "spec", "after", "unique_key", "instance_types", "priority"]

  @Test(arguments: [
    ("kinds", "kind"), ("speck", "spec"), ("unique-key", "unique_key"), ("instance_type", "instance_types"),
    ("instnace_types", "instance_types"), ("pirority", "priority"), ("colour", nil), ("id", nil), ("", nil),
  ])
  func isTheNearestOrNone(_ word: String, meant: String?) {
    #expect(Suggestion.nearest(to: word, among: Self.known) == meant)
  }

  @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3)])
  func countsLetters(_ first: String, _ second: String, distance: Int) {
    #expect(Suggestion.distance(first, second) == distance)
    #expect(Suggestion.distance(second, first) == distance)
  }
}
