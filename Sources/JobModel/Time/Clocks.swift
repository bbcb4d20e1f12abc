/// The two clocks of the house: wall time for what people asked for, boot time for leases.
package struct Clocks: Sendable {
  package var now: @Sendable () -> Timestamp
  package var boot: @Sendable () -> BootTime

  package init(
    now: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
    boot: @escaping @Sendable () -> BootTime = { BootTime.now() }
  ) {
    self.now = now
    self.boot = boot
  }
}
