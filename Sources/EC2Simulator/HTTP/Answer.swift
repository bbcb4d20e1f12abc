/// An answer as it goes out.
struct Answer: Sendable, Equatable {
  var status: Int
  var contentType: String
  var requestID: String?
  var bytes: [UInt8]

  init(status: Int, contentType: String, requestID: String? = nil, body: String = "") {
    self.status = status
    self.contentType = contentType
    self.requestID = requestID
    bytes = Array(body.utf8)
  }

  var body: String { String(decoding: bytes, as: UTF8.self) }
}
