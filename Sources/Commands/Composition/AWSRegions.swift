import AWSCore
import EC2
import Foundation
import Worker

/// EC2 clients over one HTTP client and one source of credentials.
struct AWSRegions: EC2Regions {
  private let settings: AWSSettings
  private let transport: AsyncHTTPTransport
  private let credentials: any CredentialProvider

  init(_ settings: AWSSettings) {
    self.settings = settings
    transport = AsyncHTTPTransport()
    credentials = settings.credentialProvider(transport: transport)
  }

  func client(for region: String) throws(AWSError) -> any EC2API {
    do {
      return EC2Client(
        ec2: queryClient("ec2", region, try settings.endpoints.endpoint(for: .ec2, region: region)),
        sts: queryClient("sts", region, try identityEndpoint(region)))
    } catch {
      throw AWSError(
        action: "configuration", origin: .credentials, code: "ConfigurationError", message: error.message,
        region: region)
    }
  }

  /// Identity is asked where EC2 is: a custom EC2 endpoint serves it too, unless STS has one of its own.
  private func identityEndpoint(_ region: String) throws(ConfigurationError) -> URL {
    if settings.endpoints.override(for: .sts) == nil, let ec2 = settings.endpoints.override(for: .ec2) { return ec2 }
    return try settings.endpoints.endpoint(for: .sts, region: region)
  }

  private func queryClient(_ service: String, _ region: String, _ endpoint: URL) -> QueryClient {
    QueryClient(
      service: service, region: region, endpoint: endpoint, credentials: credentials, transport: transport,
      userAgent: "geuse/\(GeuseVersion.text)")
  }

  func refreshCredentials() async { await credentials.invalidate() }

  var endpoint: String? { settings.endpoints.override(for: .ec2)?.absoluteString }

  func partition(of region: String) -> String { Partition(region: region).rawValue }

  func accessKeyID() async throws(AWSError) -> String {
    do {
      return try await credentials.credentials().accessKeyID
    } catch {
      throw AWSError(
        action: "credentials", origin: .credentials, code: "NoCredentials", message: "\(error)", region: "any")
    }
  }

  func shutdown() async { await transport.shutdown() }
}
