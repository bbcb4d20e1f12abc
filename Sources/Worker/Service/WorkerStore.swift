package import JobModel

/// The store's roles that a worker uses.
package struct WorkerStore: Sendable {
  package var queue: any JobQueue
  package var ledger: any LaunchLedger
  package var catalog: any JobCatalog
  package var roster: any WorkerRoster
  package var images: any ImageCache
  package var facts: any RegionFacts
  package var offerings: any OfferingMemory
  package var leases: any NamedLeases
  package var accounts: any AccountRegister
  package var reconciliation: any Reconciliation
  package var calls: any CallCounts
  package var wake: any WakeHint
  package var buckets: any TokenBuckets

  package init(
    queue: any JobQueue, ledger: any LaunchLedger, catalog: any JobCatalog, roster: any WorkerRoster,
    images: any ImageCache, facts: any RegionFacts, offerings: any OfferingMemory, leases: any NamedLeases,
    accounts: any AccountRegister, reconciliation: any Reconciliation, calls: any CallCounts,
    wake: any WakeHint, buckets: any TokenBuckets
  ) {
    self.queue = queue
    self.ledger = ledger
    self.catalog = catalog
    self.roster = roster
    self.images = images
    self.facts = facts
    self.offerings = offerings
    self.leases = leases
    self.accounts = accounts
    self.reconciliation = reconciliation
    self.calls = calls
    self.wake = wake
    self.buckets = buckets
  }
}
