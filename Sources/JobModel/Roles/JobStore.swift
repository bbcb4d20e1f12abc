/// Every role in one; named only where processes are put together.
package typealias JobStore = JobQueue & JobCatalog & JobControl & LaunchLedger & WorkerRoster & ImageCache
  & RegionFacts & OfferingMemory & NamedLeases & AccountRegister & Reconciliation & StoreHealth
