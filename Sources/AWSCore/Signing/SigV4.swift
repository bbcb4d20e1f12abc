import Crypto
package import Foundation

/// Signature Version 4, as a pure function of request, credentials and date.
///
/// Its methods stand in the order of AWS's own stages. Source: AWS, "Create a signed AWS API request".
package struct SigV4: Sendable {
  package static let algorithm = "AWS4-HMAC-SHA256"
  /// How long EC2 accepts a signature after its date.
  package static let lifetime: Duration = .seconds(15 * 60)

  /// Headers that whoever stands between may change or drop.
  private static let unsignedHeaders: Set = [
    "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
    "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
  ]

  package let region: String
  package let service: String

  package init(region: String, service: String) {
    self.region = region
    self.service = service
  }

  /// The request with `Host`, `X-Amz-Date`, `X-Amz-Security-Token` (where there is a token) and `Authorization` set.
  package func sign(_ request: HTTPRequest, credentials: AWSCredentials, date: Date) -> HTTPRequest {
    var signed = request
    let replaced = ["host", "x-amz-date", "x-amz-security-token", "authorization"]
    signed.headers.removeAll { replaced.contains($0.name.lowercased()) }
    signed.headers.append(HTTPHeader("Host", Self.host(of: request.url)))
    signed.headers.append(HTTPHeader("X-Amz-Date", Self.timestamp(date)))
    if let token = credentials.sessionToken {
      signed.headers.append(HTTPHeader("X-Amz-Security-Token", token))
    }
    let canonical = CanonicalRequest(
      method: signed.method, path: request.url.path(percentEncoded: true),
      query: request.url.query(percentEncoded: true) ?? "",
      headers: signed.headers.filter { !Self.unsignedHeaders.contains($0.name.lowercased()) }, body: signed.body)
    let timestamp = Self.timestamp(date)
    let signature = signature(
      of: stringToSign(canonical, timestamp: timestamp), secretAccessKey: credentials.secretAccessKey,
      timestamp: timestamp)
    signed.headers.append(
      HTTPHeader(
        "Authorization",
        "\(Self.algorithm) Credential=\(credentials.accessKeyID)/\(scope(timestamp: timestamp)), "
          + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"))
    return signed
  }

  /// - Parameter timestamp: the request's `X-Amz-Date`, `yyyyMMdd'T'HHmmss'Z'`.
  package func stringToSign(_ canonical: CanonicalRequest, timestamp: String) -> String {
    [Self.algorithm, timestamp, scope(timestamp: timestamp), CanonicalRequest.hash(canonical.text.utf8)]
      .joined(separator: "\n")
  }

  package func signature(of stringToSign: String, secretAccessKey: String, timestamp: String) -> String {
    var key = SymmetricKey(data: Data("AWS4\(secretAccessKey)".utf8))
    for part in [String(timestamp.prefix(8)), region, service, "aws4_request"] {
      key = SymmetricKey(data: Data(HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key)))
    }
    return HMAC<SHA256>.authenticationCode(for: Data(stringToSign.utf8), using: key).hexadecimal
  }

  package func scope(timestamp: String) -> String {
    "\(timestamp.prefix(8))/\(region)/\(service)/aws4_request"
  }

  /// `yyyyMMdd'T'HHmmss'Z'` in UTC.
  package static func timestamp(_ date: Date) -> String {
    date.formatted(
      .iso8601.year().month().day().timeSeparator(.omitted).dateSeparator(.omitted).time(
        includingFractionalSeconds: false)
    )
    .replacing("Z", with: "") + "Z"
  }

  private static func host(of url: URL) -> String {
    let bare = url.host(percentEncoded: true) ?? ""
    // Foundation gives an IPv6 address without the brackets that it has in a URL and in the header.
    let name = bare.contains(":") && !bare.hasPrefix("[") ? "[\(bare)]" : bare
    guard let port = url.port, port != (url.scheme == "https" ? 443 : 80) else { return name }
    return "\(name):\(port)"
  }
}
