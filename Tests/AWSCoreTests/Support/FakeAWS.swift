import AWSCore
import Foundation

/// The services that hand out credentials, each with keys that say whose they are: `CONTAINER`, `INSTANCE`, `SSO`, and
/// for a role `ROLE<-` and the key it was asked with.
enum FakeAWS {
  static func transport() -> FakeTransport {
    FakeTransport { request throws(HTTPTransportError) in
      HTTPResponse(status: 200, body: Array(answer(request).utf8))
    }
  }

  private static func answer(_ request: HTTPRequest) -> String {
    switch (request.url.host() ?? "", request.url.path()) {
    case ("169.254.170.2", _): document("CONTAINER")
    case ("169.254.169.254", "/latest/api/token"): "token"
    case ("169.254.169.254", "/latest/meta-data/iam/security-credentials/"): "role"
    case ("169.254.169.254", _): document("INSTANCE")
    case (let host, _) where host.hasPrefix("portal.sso."):
      """
      {"roleCredentials": {"accessKeyId": "SSO", "secretAccessKey": "s", "sessionToken": "t", \
      "expiration": 4922985600000}}
      """
    default: role(EncodedQuery(body: request.body), key: signingKey(request))
    }
  }

  /// Whose key signed; nil for an unsigned request.
  static func signingKey(_ request: HTTPRequest) -> String? {
    request.headers.first(named: "authorization")?.firstMatch(of: /Credential=([^\/]+)\//).map { String($0.1) }
  }

  static func role(
    _ query: EncodedQuery?, key: String?, expiration: String = "2126-01-01T00:00:00Z"
  ) -> String {
    let action = query?.action ?? ""
    let arn = query?.parameters.first { $0.0 == "RoleArn" }?.1 ?? ""
    let name = arn.split(separator: "/").last ?? ""
    return """
      <\(action)Response><\(action)Result><Credentials><AccessKeyId>\(name)&lt;-\((key ?? "WEB").replacing("<", with: "&lt;"))</AccessKeyId>\
      <SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>\
      <Expiration>\(expiration)</Expiration></Credentials></\(action)Result></\(action)Response>
      """
  }

  private static func document(_ key: String) -> String {
    """
    {"AccessKeyId": "\(key)", "SecretAccessKey": "s", "Token": "t", "Expiration": "2126-01-01T00:00:00Z"}
    """
  }
}
