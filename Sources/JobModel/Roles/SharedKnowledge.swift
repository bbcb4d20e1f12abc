/// Image lookups that every worker shares, each for as long as it is fresh.
package protocol ImageCache: Sendable {
  /// The entry, unless it is older than `maxAge`.
  func cachedImage(_ key: ImageKey, maxAge: Duration) async throws -> CachedImage?
  func storeImage(_ image: CachedImage, for key: ImageKey) async throws
}

/// What was asked for: the newest Amazon Linux 2023 of an architecture, or the properties of an image by id.
package struct ImageKey: Sendable, Hashable {
  package var region: String
  /// `al2023/<kernel>/<architecture>` or an image id.
  package var name: String

  package init(region: String, name: String) {
    self.region = region
    self.name = name
  }
}

package struct CachedImage: Sendable, Hashable, Codable {
  package var imageID: String
  package var architecture: String
  package var rootDeviceName: String
  package var name: String?

  package init(imageID: String, architecture: String, rootDeviceName: String, name: String?) {
    self.imageID = imageID
    self.architecture = architecture
    self.rootDeviceName = rootDeviceName
    self.name = name
  }
}

/// Slow facts about regions that every worker shares, each for as long as it is fresh.
package protocol RegionFacts: Sendable {
  /// The fact, unless it is older than `maxAge`.
  func fact(_ name: String, region: String, maxAge: Duration) async throws -> [String]?
  func storeFact(_ values: [String], name: String, region: String) async throws
}

/// Leases on names, for work that one process shall do for all.
package protocol NamedLeases: Sendable {
  /// Takes or extends the lease; false while another holder's has not expired.
  func acquire(_ name: String, holder: String, lease: Duration) async throws -> Bool
  /// Whether nobody holds it now. A look alone, beside whoever writes.
  func isFree(_ name: String) async throws -> Bool
  func yield(_ name: String, holder: String) async throws
}

/// To whom this database belongs.
package protocol AccountRegister: Sendable {
  /// The id that instances carry as `geusemaker:queue`.
  func queueID() async throws -> String
  /// Binds an unbound database; answers what it is bound to.
  /// - Throws: ``StoreError/boundElsewhere(bound:met:)``.
  func bind(_ binding: AccountBinding) async throws
  func binding() async throws -> AccountBinding?
}
