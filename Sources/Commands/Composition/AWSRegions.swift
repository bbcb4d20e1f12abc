import AWSCore
import EC2
import Foundation
import Worker

/// EC2 clients over one HTTP client and one source of credentials.
struct AWSRegions: EC2Regions {
  private let settings: AWSSettings
  private let transport: AsyncHTTPTransport
  private let credentials: RefreshingCredentials
  private let clock = AWSClock()
  private let observe: CallObserver

  private init(
    _ settings: AWSSettings, callsInFlight: Int, observe: @escaping CallObserver
  ) throws(ConfigurationError) {
    self.settings = settings
    self.observe = observe
    var configuration = try settings.transportConfiguration()
    configuration.connectionsPerHost = max(configuration.connectionsPerHost, callsInFlight)
    transport = AsyncHTTPTransport(configuration)
    credentials = settings.credentialProvider(transport: transport, clock: clock)
  }

  /// Lends them for as long as the body runs, and closes every connection at its end.
  /// - Parameter callsInFlight: how many calls are made at the same time; a call that waited for a connection would
  ///   count as one that could not be sent.
  /// - Throws: `ConfigurationError` for a proxy or a CA bundle that is none, and what the body throws.
  static func during<Result>(
    _ settings: AWSSettings, callsInFlight: Int = 1, observe: @escaping CallObserver = { _ in },
    _ body: (AWSRegions) async throws -> Result
  ) async throws -> Result {
    let regions = try AWSRegions(settings, callsInFlight: callsInFlight, observe: observe)
    let result: Result
    do {
      result = try await body(regions)
    } catch {
      await regions.transport.shutdown()
      throw error
    }
    await regions.transport.shutdown()
    return result
  }

  func client(for region: String) throws(AWSError) -> any EC2API {
    do {
      return EC2Client(
        ec2: queryClient("ec2", region, try settings.endpoints.endpoint(for: .ec2, region: region)),
        sts: queryClient("sts", region, try settings.endpoints.endpoint(besideEC2: .sts, region: region)),
        ssm: JSONClient(
          service: "ssm", region: region, endpoint: try settings.endpoints.endpoint(besideEC2: .ssm, region: region),
          credentials: credentials, transport: transport, userAgent: userAgent, clock: clock, observe: observe))
    } catch {
      throw AWSError(
        action: "configuration", origin: .credentials, code: "ConfigurationError", message: error.message,
        region: region)
    }
  }

  private func queryClient(_ service: String, _ region: String, _ endpoint: URL) -> QueryClient {
    QueryClient(
      service: service, region: region, endpoint: endpoint, credentials: credentials, transport: transport,
      userAgent: userAgent, clock: clock, observe: observe)
  }

  private var userAgent: String { "geuse/\(GeuseVersion.text)" }

  func refreshCredentials() async { await credentials.invalidate() }

  var endpoint: String? { settings.endpoints.override(for: .ec2)?.absoluteString }

  func partition(of region: String) -> String { Partition(region: region).rawValue }

  func accessKeyID() async throws(AWSError) -> String {
    do {
      return try await credentials.credentials().accessKeyID
    } catch {
      throw AWSError(
        action: "credentials", origin: .credentials, code: (error as? CredentialError)?.code ?? "NoCredentials",
        message: "\(error)", region: "any")
    }
  }

  /// Which credentials are in use, once some are.
  var credentialState: CredentialState? {
    get async { await credentials.state }
  }

  /// How far this machine's clock is ahead of AWS's, once AWS has answered.
  var clockAhead: Duration? { clock.wallAhead }
}
