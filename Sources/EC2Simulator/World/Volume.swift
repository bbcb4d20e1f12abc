import Foundation

/// A volume that was made with an instance.
struct Volume: Sendable, Identifiable {
  let id: String
  let device: DevicePlan
  let zone: String
  let createdAt: Date
  let instanceID: String
  var tags: Tags
}
