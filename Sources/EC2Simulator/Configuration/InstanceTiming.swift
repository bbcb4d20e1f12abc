/// How long an instance takes from one state to the next.
package struct InstanceTiming: Sendable, Equatable {
  /// From `pending` to `running`.
  package var boot: Duration
  /// From `running` to both status checks `ok`.
  package var checks: Duration
  /// From `shutting-down` to `terminated`.
  package var shutdown: Duration

  package init(boot: Duration = .seconds(5), checks: Duration = .seconds(10), shutdown: Duration = .seconds(5)) {
    self.boot = boot
    self.checks = checks
    self.shutdown = shutdown
  }
}
