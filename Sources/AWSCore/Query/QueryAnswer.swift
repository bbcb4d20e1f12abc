/// A whole answer with a status of success. Whether its body is the one hoped for is for `decode` to say.
package struct QueryAnswer: Sendable, Equatable {
  package let action: String
  package let region: String
  package let response: HTTPResponse

  package var body: [UInt8] { response.body }

  /// AWS's id of the request, where a header gives it.
  package var requestID: String? { response.requestID }

  package init(action: String, region: String, response: HTTPResponse) {
    self.action = action
    self.region = region
    self.response = response
  }

  /// The body as `<ActionResponse>`.
  ///
  /// - Throws: `AWSError` of origin `unrecognized`.
  package func decode<Answer: Decodable>(_ type: Answer.Type) throws(AWSError) -> Answer {
    do {
      return try XMLAnswer.decode(type, root: "\(action)Response", from: body)
    } catch {
      throw unrecognized("\(error)")
    }
  }

  /// The error for an answer that decodes but makes no sense.
  ///
  /// - Parameter reason: as the end of "got …".
  package func unrecognized(_ reason: String) -> AWSError {
    AWSError(unrecognized: response, action: action, region: region, reason: reason)
  }
}
