import Foundation

/// A point on the machine's boot clock, which wall-clock steps do not move and suspend does not stop.
///
/// Leases live on it: two instants compare only within one boot. Source: clock_gettime(2), CLOCK_BOOTTIME;
/// /proc/sys/kernel/random/boot_id.
package struct BootTime: Sendable, Hashable {
  /// Which boot this is; another id means that every holder of a lease from before is gone.
  package var bootID: String
  /// Milliseconds since that boot.
  package var milliseconds: Int64

  package init(bootID: String, milliseconds: Int64) {
    self.bootID = bootID
    self.milliseconds = milliseconds
  }

  package static func + (lhs: BootTime, rhs: Duration) -> BootTime {
    BootTime(bootID: lhs.bootID, milliseconds: lhs.milliseconds + rhs.milliseconds)
  }

  /// Whether this expiry lies in the past of `now`; an expiry of another boot always does.
  package func hasPassed(at now: BootTime) -> Bool {
    bootID != now.bootID || milliseconds <= now.milliseconds
  }

  /// The machine's boot clock.
  package static func now() -> BootTime {
    var time = timespec()
    #if os(Linux)
      clock_gettime(CLOCK_BOOTTIME, &time)
    #else
      clock_gettime(CLOCK_MONOTONIC_RAW, &time)
    #endif
    return BootTime(bootID: thisBoot, milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private static let thisBoot: String = {
    let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown-boot"
  }()
}
