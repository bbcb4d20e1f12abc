import AWSCore
import EC2
import Foundation
import Synchronization
import Testing

/// A network that gives its answers in turn, and remembers the queries.
final class ScriptedTransport: HTTPTransport {
  private let state: Mutex<(answers: [HTTPResponse], queries: [EncodedQuery])>

  init(_ answers: [HTTPResponse]) {
    state = Mutex((answers, []))
  }

  convenience init(_ bodies: String...) {
    self.init(bodies.map { HTTPResponse(status: 200, body: Array($0.utf8)) })
  }

  var queries: [EncodedQuery] { state.withLock { $0.queries } }

  func send(_ request: HTTPRequest, timeouts: HTTPTimeouts) async throws(HTTPTransportError) -> HTTPResponse {
    let answer = state.withLock { state -> HTTPResponse? in
      if let query = EncodedQuery(body: request.body) { state.queries.append(query) }
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else { throw HTTPTransportError(kind: .notSent, message: "the script is over") }
    return answer
  }
}

extension EC2Client {
  struct FixedCredentials: CredentialProvider {
    let source = "a fixed place"
    func credentials() async throws -> AWSCredentials { AWSCredentials(accessKeyID: "A", secretAccessKey: "s") }
  }

  /// A client in eu-west-1 that talks to the script.
  static func scripted(_ transport: ScriptedTransport) throws -> EC2Client {
    let environment = AWSEnvironment(variables: [:]) { _ in nil }
    return try EC2Client(
      region: "eu-west-1", endpoints: EndpointResolver(flag: nil, environment: environment, profile: nil),
      credentials: FixedCredentials(), transport: transport)
  }
}
