import Foundation
import JobModel
import Testing

@Suite("Points in time")
struct TimestampTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000Z"), (1_767_225_600_250, "2026-01-01T00:00:00.250Z"),
    (1_767_225_599_999, "2025-12-31T23:59:59.999Z"),
  ])
  func writesAndReadsRFC3339(milliseconds: Int64, text: String) throws {
    let timestamp = Timestamp(rawValue: milliseconds)
    #expect(timestamp.description == text)
    #expect(Timestamp(rfc3339: text) == timestamp)
    let data = try JSONEncoder().encode([timestamp])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([Timestamp].self, from: data) == [timestamp])
  }

  @Test func readsWholeSeconds() {
    #expect(Timestamp(rfc3339: "2026-01-01T00:00:00Z") == Timestamp(rawValue: 1_767_225_600_000))
  }

  @Test(arguments: ["", "yesterday", "2026-01-01", "2026-13-01T00:00:00Z"])
  func refuses(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test func leasesExpireByTheBootClockOrByAReboot() {
    let expiry = BootTime(bootID: "a", milliseconds: 1_000)
    #expect(!expiry.hasPassed(at: BootTime(bootID: "a", milliseconds: 999)))
    #expect(expiry.hasPassed(at: BootTime(bootID: "a", milliseconds: 1_000)))
    #expect(expiry.hasPassed(at: BootTime(bootID: "b", milliseconds: 0)))
  }

  @Test func theBootClockOnlyGoesForward() {
    let first = BootTime.now()
    let second = BootTime.now()
    #expect(first.bootID == second.bootID)
    #expect(!first.bootID.isEmpty)
    #expect(second.milliseconds >= first.milliseconds)
  }

  @Test(arguments: [
    ("+15m", 1_900_000), ("+0s", 1_000_000), ("1970-01-01T00:30:00Z", 1_800_000), ("1970-01-01T00:10:00Z", 1_000_000),
    ("15m", nil), ("-15m", nil), ("+", nil), ("+soon", nil), ("tomorrow", nil), ("", nil),
  ])
  func aTimeToRunAtIsAheadOrNow(_ text: String, milliseconds: Int64?) {
    let time = Timestamp(runAt: text, now: Timestamp(rawValue: 1_000_000))
    #expect(time?.rawValue == milliseconds)
  }

  @Test(arguments: [
    ("15m", 100_000), ("0s", 1_000_000), ("1970-01-01T00:30:00Z", 1_800_000), ("1970-01-01T02:00:01+02:00", 1_000),
    ("+15m", nil), ("yesterday", nil), ("", nil),
  ])
  func aTimeSinceIsAgo(_ text: String, milliseconds: Int64?) {
    let time = Timestamp(since: text, now: Timestamp(rawValue: 1_000_000))
    #expect(time?.rawValue == milliseconds)
  }
}
