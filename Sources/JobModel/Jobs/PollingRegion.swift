/// A region in which waits are parked.
package struct PollingRegion: Sendable, Equatable {
  package var region: String
  /// When the first of them is to be looked at; may have passed.
  package var nextLook: Timestamp

  package init(region: String, nextLook: Timestamp) {
    self.region = region
    self.nextLook = nextLook
  }
}
