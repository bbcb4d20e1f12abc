import AWSCore
import Foundation

/// Decides whether a request was signed by a key that the simulator knows, recently enough.
///
/// Each service words its refusals in its own way. Source: AWS, "Troubleshoot signed requests for AWS APIs".
struct SignatureCheck: Sendable {
  let service: AWSService
  let keys: KeyRing
  /// How far a signature's date may lie from now, either way.
  let lifetime: Duration

  func verify(_ request: IncomingRequest, now: Date) throws(APIError) -> Caller {
    guard let header = request.headers.first(named: "Authorization") else { throw refusal(.unsigned) }
    guard let authorization = Authorization(header), let timestamp = request.headers.first(named: "X-Amz-Date"),
      let date = Self.date(timestamp)
    else { throw refusal(.malformed) }
    guard authorization.service == service.rawValue, timestamp.hasPrefix(authorization.date) else {
      throw refusal(.malformed)
    }
    guard let key = keys[authorization.accessKeyID],
      key.sessionToken == request.headers.first(named: "X-Amz-Security-Token")
    else { throw refusal(.unknownKey) }
    guard isSigned(request, authorization, timestamp: timestamp, secret: key.secret) else { throw refusal(.wrong) }
    try check(signedAt: date, now: now)
    if let end = key.expiresAt, now >= end { throw refusal(.expiredKey) }
    return Caller(key: key, account: key.account, region: authorization.region, signedAt: date)
  }

  /// `X-Amz-Date` has whole seconds: a signature lives up to one second less than the lifetime.
  func check(signedAt: Date, now: Date) throws(APIError) {
    guard abs(now.timeIntervalSince(signedAt)) <= lifetime.seconds else {
      throw refusal(.expired(signed: signedAt, now: now))
    }
  }

  private func isSigned(
    _ request: IncomingRequest, _ authorization: Authorization, timestamp: String, secret: String
  ) -> Bool {
    guard authorization.signedHeaders.contains("host") else { return false }
    let headers = request.headers.filter { authorization.signedHeaders.contains($0.name.lowercased()) }
    let canonical = CanonicalRequest(
      method: request.method, path: request.path, query: request.query, headers: headers, body: request.body)
    let signer = SigV4(region: authorization.region, service: authorization.service)
    let expected = signer.signature(
      of: signer.stringToSign(canonical, timestamp: timestamp), secretAccessKey: secret, timestamp: timestamp)
    return canonical.signedHeaders == authorization.signedHeaders.joined(separator: ";")
      && expected == authorization.signature
  }

  /// Reads `yyyyMMdd'T'HHmmss'Z'`.
  static func date(_ timestamp: String) -> Date? {
    let digits = Array(timestamp.utf8)
    guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(decoding: digits[range], as: UTF8.self)) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
      let minute = number(11..<13), let second = number(13..<15)
    else { return nil }
    return calendar.date(
      from: DateComponents(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
  }
}
