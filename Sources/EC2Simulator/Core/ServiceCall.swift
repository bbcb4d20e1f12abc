import AWSCore

/// A request read as a call of one of the services behind the port; nothing in it has been checked yet.
struct ServiceCall: Sendable {
  let service: AWSService
  let parameters: Parameters
  let authorization: Authorization?

  init(_ request: IncomingRequest) {
    authorization = request.headers.first(named: "Authorization").flatMap(Authorization.init)
    let form = Parameters(form: request.body)
    service = form["Version"] == AWSService.sts.version ? .sts : .ec2
    parameters = form
  }

  var action: String { parameters["Action"] ?? "" }
}
