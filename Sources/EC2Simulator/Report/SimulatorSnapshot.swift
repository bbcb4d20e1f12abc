package import Foundation

/// Everything that a judge asks of a simulator, at one moment.
package struct SimulatorSnapshot: Sendable, Equatable, Codable {
  package var at: Date
  package var account: String
  /// By region, then in the order of their launch; terminated ones too.
  package var instances: [InstanceSummary]
  package var calls: Int
  package var counts: CallCounts
  /// Empty when nothing was ever launched twice.
  package var doubles: [DoubleLaunch]
  package var capacity: [CapacityPool]
  package var faults: [Fault]
  package var fates: [InstanceFate]
  /// The token buckets that have been drawn on.
  package var buckets: [BucketSummary]

  /// Those that nobody has ended.
  package var live: [InstanceSummary] {
    instances.filter { !["shutting-down", "terminated"].contains($0.state) }
  }
}
