package import EC2
package import JobModel

/// Hears of instances that EC2 took for want of capacity before they were ready: their offering is short.
package protocol CapacityDeaths: Sendable {
  /// - Parameters:
  ///   - rung: what the instance was launched as, with its zone.
  ///   - reason: EC2's, where it gave one.
  func instanceDied(_ instance: String, of rung: Rung, region: String, reason: StateReason?) async
}
