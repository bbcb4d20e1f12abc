import Foundation
import Synchronization

extension Simulator {
  /// Adds a limit from now on, in the place of one for the same market, type and zone.
  package func addCapacity(_ pool: CapacityPool) {
    core.withLock { $0.world.add(pool, at: now()) }
  }

  /// Lifts the limit for exactly that market, type and zone.
  package func removeCapacity(sameScopeAs pool: CapacityPool) {
    core.withLock { $0.world.removePools(sameScopeAs: pool) }
  }

  package func removeAllCapacity() {
    core.withLock { $0.world.removeAllPools() }
  }

  /// The limits in force, oldest first.
  package var capacity: [CapacityPool] {
    core.withLock { $0.world.pools }
  }

  package func addFault(_ fault: Fault) {
    core.withLock { $0.faults.add(fault, at: now()) }
  }

  package func removeAllFaults() {
    core.withLock { $0.faults.removeAll() }
  }

  /// The faults that are still to strike.
  package var faults: [Fault] {
    core.withLock { $0.faults.faults }
  }

  package func snapshot() -> SimulatorSnapshot {
    let core = core.withLock { core in
      write(core.carryOutLateCalls(at: now()))
      return core
    }
    return core.snapshot(at: now())
  }

  /// The latest calls, at most 100,000, oldest first.
  package var calls: [CallRecord] {
    core.withLock { $0.log.records }
  }

  package var counts: CallCounts {
    core.withLock { $0.log.counts }
  }
}
