import Foundation

/// The form in which AWS's JSON services refuse: a code in a header or as `__type`, and a message.
///
/// Source: Smithy, "AWS JSON 1.1 protocol", operation error serialization.
struct JSONRefusal: Equatable {
  let code: String
  let message: String

  /// Nil unless the body is a whole JSON object and a code is named.
  init?(_ response: HTTPResponse) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(response.body)),
      let text = response.headers.first(named: "x-amzn-errortype") ?? document.type ?? document.code
    else { return nil }
    // `com.amazon.service#Code:http://…`, of which either end may be missing.
    let code = text.prefix { $0 != ":" }.split(separator: "#").last.map(String.init) ?? ""
    guard !code.isEmpty else { return nil }
    self.code = code
    message = (document.message ?? document.capitalMessage ?? "").withoutCanonicalRequest
  }

  private struct Document: Decodable {
    let type: String?
    let code: String?
    let message: String?
    let capitalMessage: String?

    enum CodingKeys: String, CodingKey {
      case type = "__type"
      case code
      case message
      case capitalMessage = "Message"
    }
  }
}
