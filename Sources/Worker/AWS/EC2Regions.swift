package import AWSCore
package import EC2

/// Clients by region, all with the same credentials and endpoint rules.
package protocol EC2Regions: Sendable {
  func client(for region: String) throws(AWSError) -> any EC2API
  /// Forgets cached credentials after they were refused, so that the next call asks their source again.
  func refreshCredentials() async
  /// The custom endpoint in force; nil for AWS's own.
  var endpoint: String? { get }
  func partition(of region: String) -> String
  /// Whose key signs.
  func accessKeyID() async throws(AWSError) -> String
}
