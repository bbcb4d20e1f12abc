/// Every role in one; named only where processes are put together.
package typealias JobStore = JobQueue & JobCatalog & JobControl & LaunchLedger & WorkerRoster & ImageCache
  & RegionFacts & CallCounts & OfferingMemory & NamedLeases & AccountRegister & Reconciliation & StoreHealth
