/// Every role in one: what a command gets when it opens the queue. Whatever does the work names the roles that it needs.
package typealias JobStore = JobQueue & JobCatalog & JobControl & LaunchLedger & WorkerRoster & ImageCache
  & RegionFacts & CallCounts & TokenBuckets & OfferingMemory & NamedLeases & AccountRegister & Reconciliation
  & StoreHealth & WakeHint & Timekeeping
