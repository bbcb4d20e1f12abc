package import Foundation

/// A machine image.
package struct Image: Sendable, Equatable, Codable {
  package var imageID: String
  package var name: String?
  package var ownerID: String?
  /// `x86_64` or `arm64`, among others.
  package var architecture: String?
  package var creationDate: Date?
  package var rootDeviceName: String?
  /// `available`, `pending`, `failed`, …
  package var state: String?
  /// The size of the root device's snapshot, in GiB: no root volume may be smaller.
  package var rootSnapshotSizeGiB: Int?

  package init(
    imageID: String, name: String? = nil, ownerID: String? = nil, architecture: String? = nil,
    creationDate: Date? = nil, rootDeviceName: String? = nil, state: String? = nil, rootSnapshotSizeGiB: Int? = nil
  ) {
    self.imageID = imageID
    self.name = name
    self.ownerID = ownerID
    self.architecture = architecture
    self.creationDate = creationDate
    self.rootDeviceName = rootDeviceName
    self.state = state
    self.rootSnapshotSizeGiB = rootSnapshotSizeGiB
  }
}
