import Foundation

/// The role of the EC2 instance this runs on, through version 2 of its metadata service.
///
/// Source: AWS, "Use the Instance Metadata Service to access instance metadata".
package struct InstanceMetadataCredentials: CredentialProvider {
  package let source = "the instance metadata"
  private let environment: AWSEnvironment
  private let transport: any HTTPTransport
  /// Off EC2 nobody answers at this address: finding that out must not take long.
  private let timeouts = HTTPTimeouts(connect: .seconds(1), read: .seconds(2), total: .seconds(4))
  private let role = "latest/meta-data/iam/security-credentials/"

  package init(environment: AWSEnvironment, transport: any HTTPTransport) {
    self.environment = environment
    self.transport = transport
  }

  package func credentials() async throws -> AWSCredentials {
    guard !environment.isTrue("AWS_EC2_METADATA_DISABLED") else {
      throw CredentialError(.absent, "AWS_EC2_METADATA_DISABLED is true")
    }
    let base = try endpoint()
    let token = try await token(base)
    let names = try await get(role, base: base, token: token)
    // No role is attached, or the answer is not a name.
    guard names.status == 200,
      let name = String(decoding: names.body, as: UTF8.self).split(whereSeparator: \.isNewline).first
    else { throw CredentialError(.absent, "this instance has no role") }
    let answer = try await get(role + PercentEncoding.encode(String(name)), base: base, token: token)
    guard answer.status == 200 else {
      throw CredentialError(
        .broken, "the instance metadata answered HTTP \(answer.status) for role \(name): check the instance profile")
    }
    return try CredentialDocument.credentials(in: answer.body, source: source)
  }

  private func endpoint() throws(CredentialError) -> URL {
    let standard =
      environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
      ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    guard let url = URL(string: environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? standard),
      ["http", "https"].contains(url.scheme), url.host() != nil
    else { throw CredentialError(.broken, "AWS_EC2_METADATA_SERVICE_ENDPOINT is not a URL") }
    return url
  }

  private func token(_ base: URL) async throws -> String {
    let request = HTTPRequest(
      method: "PUT", url: base.appending(path: "latest/api/token"),
      headers: [HTTPHeader("X-aws-ec2-metadata-token-ttl-seconds", "21600")])
    let response = try await send(request)
    // Whatever else answers at that address is not an instance's metadata service.
    guard response.status == 200, let token = String(validating: response.body, as: UTF8.self),
      !token.isEmpty, !token.contains(where: \.isNewline)
    else { throw CredentialError(.absent, "the instance metadata gave no token (HTTP \(response.status))") }
    return token
  }

  private func get(_ path: String, base: URL, token: String) async throws -> HTTPResponse {
    let url = URL(string: path, relativeTo: base.appending(path: "/"))?.absoluteURL ?? base
    return try await send(
      HTTPRequest(method: "GET", url: url, headers: [HTTPHeader("X-aws-ec2-metadata-token", token)]))
  }

  private func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    do {
      return try await transport.send(request, timeouts: timeouts)
    } catch {
      throw CredentialError(.absent, "the instance metadata is out of reach: \(error.message)")
    }
  }
}
