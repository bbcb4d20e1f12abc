import Foundation

/// How much of each offering may still be launched.
struct Capacity: Sendable {
  private struct DatedPool: Sendable {
    let pool: CapacityPool
    let addedAt: Date
  }

  private var pools: [DatedPool] = []
  private var live: [Offering: Int] = [:]

  /// Adds a pool, in the place of one for the same market, type and zone.
  mutating func add(_ pool: CapacityPool, at now: Date) {
    remove(sameScopeAs: pool)
    pools.append(DatedPool(pool: pool, addedAt: now))
  }

  mutating func remove(sameScopeAs pool: CapacityPool) {
    pools.removeAll { $0.pool.hasSameScope(as: pool) }
  }

  mutating func removeAll() {
    pools = []
  }

  /// The least room that any matching pool has; `.max` when none matches.
  func room(for offering: Offering, at now: Date) -> Int {
    pools.filter { Self.matches($0.pool, offering) }
      .map { dated in
        let limit = dated.pool.limit(after: .seconds(now.timeIntervalSince(dated.addedAt)))
        return limit == .max ? .max : max(0, limit - taken(in: dated.pool))
      }
      .min() ?? .max
  }

  mutating func take(_ count: Int, of offering: Offering) {
    live[offering, default: 0] += count
  }

  mutating func giveBack(_ offering: Offering) {
    live[offering, default: 0] -= 1
  }

  /// The vCPUs that live in a quota.
  func vcpus(in quota: Quota) -> Int {
    live.reduce(0) { sum, entry in
      guard let type = InstanceType.byName[entry.key.instanceType], quota.counts(type, in: entry.key.market) else {
        return sum
      }
      return sum + entry.value * type.vcpus
    }
  }

  private func taken(in pool: CapacityPool) -> Int {
    live.reduce(0) { $0 + (Self.matches(pool, $1.key) ? $1.value : 0) }
  }

  private static func matches(_ pool: CapacityPool, _ offering: Offering) -> Bool {
    (pool.market == nil || pool.market == offering.market)
      && (pool.instanceType == nil || pool.instanceType == offering.instanceType)
      && (pool.zone == nil || pool.zone == offering.zone)
  }
}
