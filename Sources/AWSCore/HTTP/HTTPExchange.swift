import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// One exchange's memory: whether the request's head has been written, and the answer as it grows.
final class HTTPExchange: HTTPClientResponseDelegate {
  struct TooLarge: Error {
    let limit: Int
  }

  private struct State {
    var headWasSent = false
    var response = HTTPResponse(status: 0)
  }

  private let maximumBody: Int
  private let state = Mutex(State())

  init(maximumBody: Int) {
    self.maximumBody = maximumBody
  }

  /// True from when the library has handed the request's head to the socket.
  var headWasSent: Bool { state.withLock { $0.headWasSent } }

  func didSendRequestHead(task: HTTPClient.Task<HTTPResponse>, _ head: HTTPRequestHead) {
    state.withLock { $0.headWasSent = true }
  }

  func didReceiveHead(task: HTTPClient.Task<HTTPResponse>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    if let announced = head.headers.first(name: "Content-Length").flatMap(Int.init), announced > maximumBody {
      return task.eventLoop.makeFailedFuture(TooLarge(limit: maximumBody))
    }
    state.withLock { state in
      state.response.status = Int(head.status.code)
      state.response.headers = head.headers.map { HTTPHeader($0.name, $0.value) }
    }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<HTTPResponse>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
    let fits = state.withLock { state in
      guard state.response.body.count + buffer.readableBytes <= maximumBody else { return false }
      state.response.body.append(contentsOf: buffer.readableBytesView)
      return true
    }
    return fits
      ? task.eventLoop.makeSucceededVoidFuture()
      : task.eventLoop.makeFailedFuture(TooLarge(limit: maximumBody))
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPResponse>) throws -> HTTPResponse {
    state.withLock { $0.response }
  }
}
