package import JobModel

/// What a launch is made of besides its spec.
package struct LaunchContext: Sendable, Equatable {
  package var region: String
  package var deployment: String?
  /// The store's id, carried as `geusemaker:queue`.
  package var queueID: String
  /// The launch request's uuid, carried as `geusemaker:request`.
  package var requestUUID: String
  package var clientToken: String
  package var image: CachedImage

  /// The token of a request: by it alone an instance is known to be geuse's own.
  package static func clientToken(of requestUUID: String) -> String { "geuse-\(requestUUID)" }

  package init(
    region: String, deployment: String?, queueID: String, requestUUID: String, clientToken: String, image: CachedImage
  ) {
    self.region = region
    self.deployment = deployment
    self.queueID = queueID
    self.requestUUID = requestUUID
    self.clientToken = clientToken
    self.image = image
  }
}
