import AWSCore
import Foundation
import Testing

/// Our signatures against botocore's, for inputs of our own (`make-signer-vectors.py`).
struct SignerVectorTests {
  struct File: Decodable {
    let accessKeyID: String
    let secretAccessKey: String
    let vectors: [Vector]

    enum CodingKeys: String, CodingKey {
      case accessKeyID = "access_key_id"
      case secretAccessKey = "secret_access_key"
      case vectors
    }
  }

  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let method: String
    let url: String
    let headers: [[String]]
    let body: String
    let token: String?
    let region: String
    let service: String
    let date: Double
    let canonical: String
    let timestamp: String
    let authorization: String

    var testDescription: String { name }

    var request: HTTPRequest {
      get throws {
        HTTPRequest(
          method: method, url: try #require(URL(string: url)),
          headers: headers.map { HTTPHeader($0[0], $0[1]) }, body: Array(body.utf8))
      }
    }
  }

  static let file: File = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/signer-vectors.json").standardized
    // A missing or broken fixture must fail loudly.
    return try! JSONDecoder().decode(File.self, from: Data(contentsOf: path))
  }()

  @Test(arguments: file.vectors)
  func signsLikeBotocore(_ vector: Vector) throws {
    let credentials = AWSCredentials(
      accessKeyID: Self.file.accessKeyID, secretAccessKey: Self.file.secretAccessKey,
      sessionToken: vector.token)
    let signed = SigV4(region: vector.region, service: vector.service)
      .sign(try vector.request, credentials: credentials, date: Date(timeIntervalSince1970: vector.date))
    #expect(signed.headers.first(named: "x-amz-date") == vector.timestamp)
    #expect(signed.headers.first(named: "x-amz-security-token") == vector.token)
    #expect(signed.headers.first(named: "authorization") == vector.authorization)
  }

  /// Names the stage that went wrong, where a signature only says that one did.
  @Test(arguments: file.vectors)
  func canonicalizesLikeBotocore(_ vector: Vector) throws {
    let url = try vector.request.url
    let names = vector.canonical.split(separator: "\n", omittingEmptySubsequences: false).suffix(2).first.map(
      String.init)
    var headers = vector.headers.map { HTTPHeader($0[0], $0[1]) }
    headers.removeAll { names?.split(separator: ";").contains(Substring($0.name.lowercased())) != true }
    headers.append(HTTPHeader("Host", vector.canonical.firstMatch(of: /host:(.+)/).map { String($0.1) } ?? ""))
    headers.append(HTTPHeader("X-Amz-Date", vector.timestamp))
    if let token = vector.token { headers.append(HTTPHeader("X-Amz-Security-Token", token)) }
    let canonical = CanonicalRequest(
      method: vector.method, path: url.path(percentEncoded: true), query: url.query(percentEncoded: true) ?? "",
      headers: headers, body: Array(vector.body.utf8))
    #expect(canonical.text == vector.canonical)
    #expect(canonical.signedHeaders == names)
  }

  @Test func signingAgainReplacesTheOldSignature() throws {
    let signer = SigV4(region: "eu-west-1", service: "ec2")
    let temporary = AWSCredentials(accessKeyID: "A", secretAccessKey: "s", sessionToken: "t")
    let lasting = AWSCredentials(accessKeyID: "B", secretAccessKey: "s")
    let date = Date(timeIntervalSince1970: 1_780_000_000)
    let plain = HTTPRequest(method: "POST", url: try #require(URL(string: "https://ec2.eu-west-1.amazonaws.com/")))
    let again = signer.sign(
      signer.sign(plain, credentials: temporary, date: date), credentials: lasting, date: date + 60)
    #expect(again == signer.sign(plain, credentials: lasting, date: date + 60))
  }
}
