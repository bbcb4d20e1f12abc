/// An instant on both clocks of the machine: the wall clock may be set, the boot clock ends with the boot.
package struct Moment: Sendable, Equatable {
  package var wall: Timestamp
  /// Nil where it was not noted.
  package var boot: BootTime?

  package init(wall: Timestamp, boot: BootTime?) {
    self.wall = wall
    self.boot = boot
  }

  /// How long ago this was at least: what must have passed has passed on both clocks.
  package func leastAge(at now: Moment) -> Duration {
    let age = now.wall - wall
    return ageByBoot(at: now).map { min($0, age) } ?? age
  }

  /// How long ago this may have been at most: what must not have passed has passed on neither clock.
  package func greatestAge(at now: Moment) -> Duration {
    let age = now.wall - wall
    return ageByBoot(at: now).map { max($0, age) } ?? age
  }

  /// Nil where the two lie in different boots.
  private func ageByBoot(at now: Moment) -> Duration? {
    guard let boot, let end = now.boot, boot.bootID == end.bootID else { return nil }
    return .milliseconds(end.milliseconds - boot.milliseconds)
  }
}

extension Clocks {
  package var moment: Moment { Moment(wall: now(), boot: boot()) }
}
