import AWSCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

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
      ? Outcome.answer(ControlEndpoint(simulator: simulator).respond(to: incoming)) : simulator.respond(to: incoming)
    // A server that stops does not wait for answers that are held back.
    if outcome.delay > .zero { try await cancelWhenGracefulShutdown { try await Task.sleep(for: outcome.delay) } }
    guard let answer = outcome.answer else {
      try await context.channel.close()
      // Nobody is left to read it: writing to a closed channel fails, and that ends the connection's task.
      return Response(status: .serviceUnavailable)
    }
    var headers: HTTPFields = [.contentType: answer.contentType]
    if let id = answer.requestID, let name = HTTPField.Name("x-amzn-RequestId") { headers[name] = id }
    return Response(
      status: .init(code: answer.status), headers: headers, body: Self.body(answer, cut: outcome.cut, context.channel))
  }

  /// The bytes of an answer; where they break off, the length that was announced is still that of the whole.
  private static func body(_ answer: Answer, cut: Int?, _ channel: any Channel) -> ResponseBody {
    guard let cut else { return ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)) }
    return ResponseBody(contentLength: answer.bytes.count) { writer in
      try await writer.write(ByteBuffer(bytes: answer.bytes.prefix(cut)))
      try await channel.close()
      throw ChannelError.ioOnClosedChannel
    }
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
