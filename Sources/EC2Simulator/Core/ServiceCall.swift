import AWSCore

/// A request read as a call of one of the services behind the port; nothing in it has been checked yet.
struct ServiceCall: Sendable {
  let service: AWSService
  let action: String
  let parameters: Parameters
  let authorization: Authorization?

  private static let parameterStore = "AmazonSSM."

  init(_ request: IncomingRequest) {
    authorization = request.headers.first(named: "Authorization").flatMap(Authorization.init)
    if let target = request.headers.first(named: "X-Amz-Target"), target.hasPrefix(Self.parameterStore) {
      service = .ssm
      action = String(target.dropFirst(Self.parameterStore.count))
      parameters = Parameters(json: request.body)
      return
    }
    parameters = Parameters(form: request.body)
    service = parameters["Version"] == AWSService.sts.version ? .sts : .ec2
    action = parameters["Action"] ?? ""
  }

  /// Whether it needs no signature: the token in it is what it shows.
  var isUnsigned: Bool { service == .sts && action == WebIdentity.action }
}
