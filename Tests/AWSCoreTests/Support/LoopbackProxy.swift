import Foundation
import LoopbackTesting
import Synchronization

/// A proxy that tunnels what CONNECT asks for, where it lets it.
final class LoopbackProxy: Sendable {
  private let server: LoopbackServer

  /// - Parameter password: what `Proxy-Authorization` must carry; nil lets everybody through.
  init(basic password: String? = nil) {
    server = LoopbackServer { connection in
      guard let head = connection.readRequest() else { return }
      if let password, !head.contains("\r\nproxy-authorization: Basic \(Data(password.utf8).base64EncodedString())\r\n")
      {
        connection.answer("", status: "407 Proxy Authentication Required")
        return
      }
      // Whatever name is asked for, it is this machine that is meant.
      guard let port = head.firstMatch(of: /^CONNECT [^ ]+:(\d+) HTTP/).flatMap({ UInt16($0.1) }),
        let upstream = LoopbackConnection.connect(port)
      else {
        connection.answer("", status: "502 Bad Gateway")
        return
      }
      connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
      Thread.detachNewThread { upstream.pump(to: connection) }
      connection.pump(to: upstream)
    }
  }

  var port: UInt16 { server.port }
  /// The heads of the CONNECTs that came.
  var requests: [String] { server.requests }
}

extension LoopbackConnection {
  static func connect(_ port: UInt16) -> LoopbackConnection? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = port.bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return result == 0 ? LoopbackConnection(descriptor: descriptor) : nil
  }

  /// Carries bytes until this side ends, and passes the end on.
  func pump(to other: LoopbackConnection) {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      guard other.write(Array(buffer.prefix(count))) else { return }
    }
    shutdown(other.descriptor, Int32(SHUT_WR))
  }
}
