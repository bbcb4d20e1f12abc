package import AWSCore

/// EC2's Query API of version 2016-11-15.
///
/// What each action sends and reads stands in `Actions/`.
package struct EC2Client: EC2API {
  package static let version = "2016-11-15"

  package var region: String { ec2.region }
  private let ec2: QueryClient
  private let sts: QueryClient
  let ssm: JSONClient

  package init(ec2: QueryClient, sts: QueryClient, ssm: JSONClient) {
    self.ec2 = ec2
    self.sts = sts
    self.ssm = ssm
  }

  /// A client for its services at the endpoints in force.
  ///
  /// - Throws: `ConfigurationError` when the region is not a region's name.
  package init(
    region: String, endpoints: EndpointResolver, credentials: any CredentialProvider, transport: any HTTPTransport,
    timeouts: HTTPTimeouts = HTTPTimeouts(), userAgent: String = "geuse",
    clock: AWSClock = AWSClock()
  ) throws(ConfigurationError) {
    func client(_ service: EndpointResolver.Service) throws(ConfigurationError) -> QueryClient {
      QueryClient(
        service: service.rawValue, region: region, endpoint: try endpoints.endpoint(for: service, region: region),
        credentials: credentials, transport: transport, timeouts: timeouts, userAgent: userAgent, clock: clock)
    }
    self.init(
      ec2: try client(.ec2), sts: try client(.sts),
      ssm: JSONClient(
        service: "ssm", region: region, endpoint: try endpoints.endpoint(for: .ssm, region: region),
        credentials: credentials, transport: transport, timeouts: timeouts, userAgent: userAgent, clock: clock))
  }

  package func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery {
    try await ec2.sign(query)
  }

  package func callerIdentity() async throws(AWSError) -> CallerIdentity {
    try CallerIdentity(await sts.call(CallerIdentity.query))
  }

  func call(_ query: EncodedQuery) async throws(AWSError) -> QueryAnswer {
    try await ec2.call(query)
  }

  func send(_ signed: SignedQuery) async throws(AWSError) -> QueryAnswer {
    try await ec2.send(signed)
  }
}
