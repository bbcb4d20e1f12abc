import Synchronization

extension Simulator {
  package func addFate(_ fate: InstanceFate) {
    core.withLock { $0.world.policies.fates.append(fate) }
  }

  package func removeAllFates() {
    core.withLock { $0.world.policies.fates = [] }
  }

  /// The fates that are still to be met.
  package var fates: [InstanceFate] {
    core.withLock { $0.world.policies.fates }
  }

  /// Lets an instance meet a fate now, or its `after` from now.
  ///
  /// - Returns: whether there is such an instance.
  @discardableResult
  package func befall(_ instanceID: String, _ fate: InstanceFate) -> Bool {
    core.withLock { $0.world.apply(fate, to: instanceID, at: now()) }
  }

  package func addOffering(_ rule: OfferingRule) {
    core.withLock { $0.world.policies.offerings.append(rule) }
  }

  package func removeAllOfferings() {
    core.withLock { $0.world.policies.offerings = [] }
  }

  package var offerings: [OfferingRule] {
    core.withLock { $0.world.policies.offerings }
  }

  /// Sets a quota, in the place of one for the same market and bucket.
  package func setQuota(_ quota: Quota) {
    core.withLock { core in
      core.world.policies.quotas.removeAll { $0.market == quota.market && $0.bucket == quota.bucket }
      core.world.policies.quotas.append(quota)
    }
  }

  package func removeAllQuotas() {
    core.withLock { $0.world.policies.quotas = [] }
  }

  package var quotas: [Quota] {
    core.withLock { $0.world.policies.quotas }
  }

  /// US dollars an hour by instance type; nil takes the usual price again.
  package func setSpotPrice(_ price: Double?, of instanceType: String) {
    core.withLock { $0.world.policies.spotPrices[instanceType] = price }
  }

  package func removeAllSpotPrices() {
    core.withLock { $0.world.policies.spotPrices = [:] }
  }

  package var spotPrices: [String: Double] {
    core.withLock { $0.world.policies.spotPrices }
  }
}
