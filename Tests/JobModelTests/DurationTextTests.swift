import JobModel
import Testing

@Suite("Durations as the command line writes them")
struct DurationTextTests {
  @Test(arguments: [
    ("90s", 90), ("15m", 900), ("6h", 21_600), ("7d", 604_800), ("45", 45), ("0s", 0), ("3650d", 315_360_000),
  ])
  func parses(text: String, seconds: Int) {
    #expect(DurationText.parse(text) == .seconds(seconds))
  }

  @Test(arguments: ["", "s", "-1s", "1.5h", "6 h", "6w", "٣s", "99999999999999999999s", "3651d", "1h30m"])
  func refuses(text: String) {
    #expect(DurationText.parse(text) == nil)
  }

  @Test(arguments: [(21_600, "6h"), (90, "90s"), (604_800, "7d"), (0, "0s"), (60, "1m"), (86_401, "86401s")])
  func formats(seconds: Int, text: String) {
    #expect(DurationText.format(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (400, "0.4s"), (12_000, "12s"), (190_000, "3m 10s"), (7_500_000, "2h 5m"), (3_600_000, "1h"), (3_601_000, "1h"),
    (-5, "0s"),
  ])
  func roughly(milliseconds: Int, text: String) {
    #expect(DurationText.rough(.milliseconds(milliseconds)) == text)
  }
}
