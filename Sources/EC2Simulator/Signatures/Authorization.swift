/// The parts of an `Authorization` header of Signature Version 4.
struct Authorization: Sendable, Equatable {
  let accessKeyID: String
  /// `yyyyMMdd`.
  let date: String
  let region: String
  let service: String
  let signedHeaders: [String]
  let signature: String

  init?(_ header: String) {
    guard header.hasPrefix("AWS4-HMAC-SHA256 ") else { return nil }
    var fields: [Substring: Substring] = [:]
    for field in header.dropFirst(17).split(separator: ",") {
      let parts = field.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      fields[parts[0]] = parts[1]
    }
    guard let credential = fields["Credential"]?.split(separator: "/", omittingEmptySubsequences: false),
      credential.count == 5, credential[4] == "aws4_request",
      let headers = fields["SignedHeaders"], let signature = fields["Signature"]
    else { return nil }
    accessKeyID = String(credential[0])
    date = String(credential[1])
    region = String(credential[2])
    service = String(credential[3])
    signedHeaders = headers.split(separator: ";").map(String.init)
    self.signature = String(signature)
  }
}
