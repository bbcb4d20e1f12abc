package import JobModel
import LaunchPolicy
package import Logging

/// What every part of a worker shares: roles, clocks, randomness, and where to say things.
package struct WorkerContext: Sendable {
  package var settings: WorkerSettings
  package var store: WorkerStore
  package var regions: BoundRegions
  package var now: @Sendable () -> Timestamp
  package var boot: @Sendable () -> BootTime
  /// For sleeping only.
  package var clock: any Clock<Duration>
  /// From 0 up to, but not including, 1.
  package var random: @Sendable () -> Double
  package var logger: Logger
  package let rest = WorkerRestState()
  package let outage = StoreOutage()
  /// What launches that begin together would each ask EC2.
  let questions = SharedQuestions()
  /// Wakes the poller: waits have begun.
  let pollSignal = WakeSignal()
  package let reconciler: Reconciler
  /// Whose turn it is to call EC2.
  package let pacer: Pacer
  /// Counts what is asked of EC2; whoever makes the clients shows it their calls.
  package let meter: CallMeter
  /// Nil where no service manager listens.
  package let notice: ServiceNotice?

  package init(
    settings: WorkerSettings, store: WorkerStore, regions: any EC2Regions,
    clocks: Clocks = Clocks(), clock: any Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, meter: CallMeter = CallMeter(),
    notice: ServiceNotice? = nil, logger: Logger
  ) {
    self.settings = settings
    self.store = store
    pacer = Pacer(
      buckets: store.buckets, limits: settings.callLimits, lease: settings.lease, clock: clock, logger: logger)
    self.regions = BoundRegions(regions, accounts: store.accounts, pacer: pacer)
    self.now = clocks.now
    self.boot = clocks.boot
    self.clock = clock
    self.random = random
    self.logger = logger
    self.meter = meter
    self.notice = notice
    reconciler = Reconciler(
      regions: self.regions, ledger: store.reconciliation, accounts: store.accounts, clocks: clocks,
      interval: settings.reconcileInterval, consistency: settings.settlement.consistency, logger: logger)
  }

  package var moment: Moment { Moment(wall: now(), boot: boot()) }
}
