import Foundation

/// A key pair's public side; the simulator keeps no private key.
struct KeyPair: Sendable, Identifiable {
  /// The name, which is what launches refer to.
  let id: String
  let pairID: String
  let fingerprint: String
  let type: String
  let createdAt: Date
  var tags: Tags
}
