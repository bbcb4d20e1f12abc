package import JobModel
import Synchronization

/// Both clocks of the house, turned by hand.
package final class TurnedClock: Sendable {
  private struct Reading {
    var wall: Timestamp
    var boot: BootTime
  }
  private let reading: Mutex<Reading>

  package init(wall: Timestamp = Timestamp(rawValue: 1_800_000_000_000)) {
    reading = Mutex(Reading(wall: wall, boot: BootTime(bootID: "boot-1", milliseconds: 1_000_000)))
  }

  package var now: Timestamp { reading.withLock { $0.wall } }
  package var boot: BootTime { reading.withLock { $0.boot } }
  package var clocks: Clocks { Clocks(now: { self.now }, boot: { self.boot }) }

  /// Time passes.
  package func advance(by duration: Duration) {
    reading.withLock {
      $0.wall = $0.wall + duration
      $0.boot = $0.boot + duration
    }
  }

  /// Somebody sets the wall clock; leases must not notice.
  package func stepWall(by duration: Duration) {
    reading.withLock { $0.wall = $0.wall + duration }
  }

  /// The machine starts again: its boot clock begins anew, under another id.
  package func reboot() {
    reading.withLock {
      let number = Int($0.boot.bootID.dropFirst("boot-".count)) ?? 0
      $0.boot = BootTime(bootID: "boot-\(number + 1)", milliseconds: 5_000)
    }
  }
}
