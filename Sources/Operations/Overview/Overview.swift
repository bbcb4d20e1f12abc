package import JobModel

/// The whole queue, read part by part: figures of two parts may be some milliseconds apart.
package struct Overview: Sendable {
  /// Over how long calls are counted.
  package static let callSpan: Duration = .seconds(300)
  /// How many of the newest orders are shown.
  package static let shownOrders = 5

  package var counts: [JobCount]
  package var workers: [WorkerRecord]
  package var closings: [Closing] = []
  package var halts: [RegionHalt] = []
  package var pauses: [Pause] = []
  /// Newest first.
  package var orders: [OrderRecord] = []
  package var calls: [CallUse] = []

  package init(counts: [JobCount], workers: [WorkerRecord]) {
    self.counts = counts
    self.workers = workers
  }

  package init(
    of store: any JobCatalog & OfferingMemory & Reconciliation & CallCounts & TokenBuckets, now: Timestamp
  ) async throws {
    self.init(counts: try await store.counts(), workers: try await store.workers())
    closings = try await store.closings(region: nil)
    halts = try await store.halts()
    pauses = try await store.pauses()
    orders = try await store.orders(about: nil, limit: Self.shownOrders)
    let since = now.minute - (Self.callSpan - .seconds(60))
    calls = CallUse.summing(
      try await store.calls(since: since), slowed: try await store.slowed(), lastMinute: now.minute)
  }
}
