import Foundation

/// The credentials endpoint that ECS and EKS give to a container.
///
/// Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
package struct ContainerCredentials: CredentialProvider {
  package let source = "the container endpoint"
  private let environment: AWSEnvironment
  private let transport: any HTTPTransport
  private let timeouts = HTTPTimeouts(connect: .seconds(2), read: .seconds(5), total: .seconds(10))

  package init(environment: AWSEnvironment, transport: any HTTPTransport) {
    self.environment = environment
    self.transport = transport
  }

  package func credentials() async throws -> AWSCredentials {
    let url = try endpoint()
    var request = HTTPRequest(method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")])
    if let token = try authorization() { request.headers.append(HTTPHeader("Authorization", token)) }
    let response: HTTPResponse
    do {
      response = try await transport.send(request, timeouts: timeouts)
    } catch {
      throw CredentialError(.broken, "the container endpoint gave no credentials: \(error.message)")
    }
    guard response.status == 200 else {
      throw CredentialError(
        .broken,
        "the container endpoint at \(url.host() ?? "?") answered HTTP \(response.status): check the task's role")
    }
    return try CredentialDocument.credentials(in: response.body, source: source)
  }

  private func endpoint() throws(CredentialError) -> URL {
    if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
      guard path.hasPrefix("/"), let url = URL(string: "http://169.254.170.2\(path)") else {
        throw CredentialError(.broken, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not a path")
      }
      return url
    }
    guard let text = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] else {
      throw CredentialError(.absent, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not set")
    }
    guard let url = URL(string: text), let host = url.host(), !host.isEmpty else {
      throw CredentialError(.broken, "AWS_CONTAINER_CREDENTIALS_FULL_URI is not a URL")
    }
    guard url.scheme == "https" || (url.scheme == "http" && Self.mayUsePlainHTTP(host)) else {
      throw CredentialError(
        .broken,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI names \(host): without https only loopback and the ECS and EKS "
          + "addresses are allowed"
      )
    }
    return url
  }

  /// The token must not reach a stranger in the clear.
  private static func mayUsePlainHTTP(_ host: String) -> Bool {
    let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
    if ["localhost", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(name) { return true }
    let octets = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return octets.count == 4 && octets.allSatisfy { $0 != nil } && octets[0] == 127
  }

  private func authorization() throws(CredentialError) -> String? {
    let token: String
    if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
      guard let data = try? environment.readFile(path), let text = String(bytes: data, encoding: .utf8) else {
        throw CredentialError(.broken, "cannot read \(path), which AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names")
      }
      token = text.trimmingCharacters(in: .newlines)
    } else if let value = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] {
      token = value
    } else {
      return nil
    }
    guard !token.contains(where: \.isNewline) else {
      throw CredentialError(.broken, "the container's authorization token has more than one line")
    }
    return token
  }
}
