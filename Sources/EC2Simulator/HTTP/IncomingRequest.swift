import AWSCore

/// A request as it came in, before anything in it is believed.
struct IncomingRequest: Sendable {
  var method: String
  /// Percent-encoded, as sent.
  var path: String
  /// Without `?`, as sent.
  var query: String
  /// `Host` among them.
  var headers: [HTTPHeader]
  var body: [UInt8]
}
