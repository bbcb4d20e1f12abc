import Foundation

extension AWSError {
  /// Reads an answer that is not the one hoped for: AWS's envelope where it is whole, else what can be said about it.
  init(_ response: HTTPResponse, action: String, region: String) {
    // A redirect is never AWS refusing a call, whatever it carries.
    if response.status >= 400, let envelope = ErrorEnvelope(response.body) {
      self.init(
        action: action, origin: .envelope, code: envelope.code, message: envelope.message,
        requestID: envelope.requestID ?? response.requestID, status: response.status, region: region)
    } else {
      self.init(
        unrecognized: response, action: action, region: region,
        reason: (300..<400).contains(response.status)
          ? "a redirect, which is never followed" : "an answer that is not an AWS error")
    }
  }

  /// An answer nobody can rely on.
  ///
  /// - Parameter reason: what is odd about it, as the end of "got …".
  init(unrecognized response: HTTPResponse, action: String, region: String, reason: String) {
    self.init(
      action: action, origin: .unrecognized,
      code: response.status == 200 ? "UnrecognizedAnswer" : "HTTP\(response.status)",
      message: "got \(reason) (HTTP \(response.status), \(Self.excerpt(response.body)))",
      requestID: response.requestID, status: response.status, region: region)
  }

  /// At most 200 characters of a body, fit for one line of a terminal.
  private static func excerpt(_ body: [UInt8]) -> String {
    guard !body.isEmpty else { return "empty body" }
    let words = PrintableText.oneLine(String(decoding: body.prefix(800), as: UTF8.self))
    return "body begins: \(words.prefix(200))"
  }
}

extension HTTPResponse {
  /// AWS's id of the request, from the headers.
  var requestID: String? {
    headers.first(named: "x-amzn-requestid") ?? headers.first(named: "x-amz-request-id")
  }
}
