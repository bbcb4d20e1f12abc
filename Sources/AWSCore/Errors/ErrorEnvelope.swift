/// The envelopes in which AWS refuses a Query call: EC2's `<Response><Errors><Error>` and the `<ErrorResponse><Error>`
/// of STS. Emulators mix the two, so either root may hold either form.
struct ErrorEnvelope: Equatable {
  let code: String
  let message: String
  let requestID: String?

  /// Nil unless the document is well formed, is an envelope and names a code.
  init?(_ body: [UInt8]) {
    let document =
      (try? XMLAnswer.decode(Document.self, root: "Response", from: body))
      ?? (try? XMLAnswer.decode(Document.self, root: "ErrorResponse", from: body))
    guard let document, let error = document.errors?.error.first ?? document.error, !error.code.isEmpty else {
      return nil
    }
    code = error.code
    message = (error.message ?? "").withoutCanonicalRequest
    requestID = [document.ec2RequestID, document.stsRequestID].compactMap(\.self).first { !$0.isEmpty }
  }

  private struct Entry: Decodable {
    let code: String
    let message: String?

    enum CodingKeys: String, CodingKey {
      case code = "Code"
      case message = "Message"
    }
  }

  private struct Document: Decodable {
    struct Errors: Decodable {
      let error: [Entry]

      enum CodingKeys: String, CodingKey { case error = "Error" }
    }
    let errors: Errors?
    let error: Entry?
    let ec2RequestID: String?
    let stsRequestID: String?

    enum CodingKeys: String, CodingKey {
      case errors = "Errors"
      case error = "Error"
      case ec2RequestID = "RequestID"
      case stsRequestID = "RequestId"
    }
  }
}

extension String {
  /// A signature that does not match is answered with the request as the service read it, session token and all: the
  /// message without that part.
  var withoutCanonicalRequest: String {
    guard let start = firstRange(of: /\s*The Canonical String for this request/) else { return self }
    return String(self[..<start.lowerBound])
  }
}
