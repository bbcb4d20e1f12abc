import AWSCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Carries bytes between Hummingbird and the simulator; decides nothing.
struct SimulatorResponder: HTTPResponder {
  struct Context: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
      channel = source.channel
    }
  }

  /// More than a thousand ids and their tags, with room to spare.
  private static let largestBody = 4 * 1024 * 1024

  let simulator: Simulator

  func respond(to request: Request, context: Context) async throws -> Response {
    guard let body = try? await request.body.collect(upTo: Self.largestBody) else {
      return Response(status: .contentTooLarge)
    }
    let incoming = IncomingRequest(request.head, body: Array(body.readableBytesView))
    let outcome =
      ControlEndpoint.owns(incoming.path)
      ? .answer(ControlEndpoint(simulator: simulator).respond(to: incoming)) : simulator.respond(to: incoming)
    guard case .answer(let answer) = outcome else {
      try await context.channel.close()
      // Nobody is left to read it: writing to a closed channel fails, and that ends the connection's task.
      return Response(status: .serviceUnavailable)
    }
    var headers: HTTPFields = [.contentType: answer.contentType]
    if let id = answer.requestID, let name = HTTPField.Name("x-amzn-RequestId") { headers[name] = id }
    return Response(
      status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(string: answer.body)))
  }
}

extension IncomingRequest {
  fileprivate init(_ head: HTTPTypes.HTTPRequest, body: [UInt8]) {
    let target = (head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: head.method.rawValue, path: String(target.first ?? "/"),
      query: target.count > 1 ? String(target[1]) : "",
      headers: head.headerFields.map { HTTPHeader($0.name.rawName, $0.value) }
        + (head.authority.map { [HTTPHeader("Host", $0)] } ?? []),
      body: body)
  }
}
