package import AWSCore

/// EC2 in one region, as far as launches need it.
///
/// Every method makes the calls it says and no more: nothing is retried, and refusals come back as they are. Lists of
/// ids go out in one call; EC2 takes at most 100 for a status and 1,000 for tags.
package protocol EC2API: Sendable {
  var region: String { get }

  /// Signs a stored query; sends nothing.
  func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery

  /// Launches. It takes a signed query only, so that every send can be on record before its bytes leave.
  func runInstances(_ signed: SignedQuery) async throws(AWSError) -> Reservation

  /// All pages. An empty `ids` means every instance that the filters let through.
  func describeInstances(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Instance]

  /// All pages. Without `includeAll`, EC2 leaves out instances that are not running.
  func describeInstanceStatus(ids: [String], includeAll: Bool) async throws(AWSError) -> [InstanceStatus]

  /// - Parameter owners: account ids or aliases such as `amazon` and `self`.
  func describeImages(ids: [String], owners: [String], filters: [EC2Filter]) async throws(AWSError) -> [Image]

  func describeInstanceTypes(types: [String]) async throws(AWSError) -> [InstanceTypeInfo]

  /// All pages: in which zones of the region the types are offered. Empty `types` means every type.
  func describeInstanceTypeOfferings(types: [String]) async throws(AWSError) -> [InstanceTypeOffering]

  /// All pages. An empty `ids` means every subnet that the filters let through.
  func describeSubnets(ids: [String], filters: [EC2Filter]) async throws(AWSError) -> [Subnet]

  /// All pages. An empty `ids` means every spot request that the filters let through.
  func describeSpotInstanceRequests(
    ids: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [SpotInstanceRequest]

  /// Adds the tags, replacing those of the same key, on every resource.
  func createTags(resources: [String], tags: [ResourceTag]) async throws(AWSError)

  func terminateInstances(ids: [String]) async throws(AWSError) -> [InstanceStateChange]

  /// The value of a parameter of Systems Manager, such as the id of AWS's latest image.
  ///
  /// - Parameter name: a name or an ARN, with `:version` or `:label` where one is meant.
  func parameter(_ name: String) async throws(AWSError) -> String

  /// Whether the credentials in use may make this call, which is not made.
  ///
  /// - Throws: `AWSError` where EC2 does not say so, as of a thing that does not exist.
  func permits(_ probe: PermissionProbe) async throws(AWSError) -> Bool

  /// Who we are, asked of STS.
  func callerIdentity() async throws(AWSError) -> CallerIdentity
}
