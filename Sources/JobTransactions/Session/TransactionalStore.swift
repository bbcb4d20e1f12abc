package import JobModel

/// A store whose roles are the transactions of this module: it says how one is begun, committed and repeated.
///
/// A role's method may be replaced by one that does the same in a way of the database's own.
package protocol TransactionalStore: JobQueue, JobCatalog, JobControl, LaunchLedger, WorkerRoster, ImageCache,
  RegionFacts,
  CallCounts, TokenBuckets, OfferingMemory, NamedLeases, AccountRegister, Reconciliation
{
  /// One transaction; its caller's cancellation does not cut it short. The body may run again where it was undone.
  /// - Parameter needs: what it asks of the store.
  func write<Answer: Sendable>(
    _ needs: WriteNeeds, _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
  ) async throws -> Answer

  /// One consistent view, beside whoever writes.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
  ) async throws -> Answer
}

/// What a write asks of the store, as far as stores differ in it.
package struct WriteNeeds: Sendable {
  /// What of it must outlast a loss of power.
  package enum Care: Sendable, Comparable {
    /// Nothing: were it lost, it would only be done again.
    case light
    /// What the store's durability says.
    case usual
    /// All of it.
    case durable
  }

  /// Who must not write meanwhile.
  package enum Alone: Sendable, Equatable {
    /// Nobody who changes jobs, requests, or what stands in their way.
    case inQueue
    /// Nobody of the same name: it reads rows before it writes them, which nobody else does.
    case among(String)
    /// Nobody who is alone in the queue: its statements lock the rows that they change.
    case besideOthers
    /// Single rows, each by one statement: whoever wants.
    case no
  }

  package var care: Care
  package var alone: Alone
  /// Goes before all others: a heartbeat that waited would come after the leases that it is to extend.
  package var isUrgent = false
  /// Whether it takes no longer than the disk does.
  package var isSmall = true

  package init(care: Care, alone: Alone = .inQueue, isUrgent: Bool = false, isSmall: Bool = true) {
    self.care = care
    self.alone = alone
    self.isUrgent = isUrgent
    self.isSmall = isSmall
  }

  package static let usual = WriteNeeds(care: .usual, alone: .inQueue)
  package static let light = WriteNeeds(care: .light, alone: .inQueue)
  package static let durable = WriteNeeds(care: .durable, alone: .inQueue)
  package static let besideOthers = WriteNeeds(care: .usual, alone: .besideOthers)
  package static let row = WriteNeeds(care: .light, alone: .no)
  /// That may take a while, so that others go in between.
  package static let large = WriteNeeds(care: .usual, alone: .inQueue, isSmall: false)

  package static func among(_ name: String) -> WriteNeeds { WriteNeeds(care: .light, alone: .among(name)) }

  /// The same, before all others.
  package var urgent: WriteNeeds {
    var needs = self
    needs.isUrgent = true
    return needs
  }
}
