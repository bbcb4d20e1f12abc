package import Foundation
import Synchronization

/// A TCP listener on the loopback that does to each connection what its script says.
package final class LoopbackServer: Sendable {
  package let port: UInt16
  private let listener: Int32
  private let heard = Mutex<(connections: Int, requests: [String])>((0, []))

  /// - Parameter script: runs on a thread of its own for each connection, which closes when it returns.
  package init(_ script: @escaping @Sendable (LoopbackConnection) -> Void) {
    (listener, port) = boundSocket()
    precondition(listen(listener, 16) == 0)
    let note = { @Sendable [weak self] (request: String?) -> Void in
      self?.heard.withLock { heard in
        if let request { heard.requests.append(request) } else { heard.connections += 1 }
      }
    }
    let listener = listener
    Thread.detachNewThread {
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        note(nil)
        Thread.detachNewThread {
          script(LoopbackConnection(descriptor: descriptor, note: note))
          close(descriptor)
        }
      }
      // Closed here and not in deinit: this thread could otherwise accept on a number that is another socket's by then.
      close(listener)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  package var url: URL { URL(string: "http://127.0.0.1:\(port)/")! }
  package var connections: Int { heard.withLock { $0.connections } }
  package var requests: [String] { heard.withLock { $0.requests } }
}

/// A port that is taken and refuses every connection.
package final class RefusingPort: Sendable {
  private let descriptor: Int32
  package let port: UInt16

  package init() {
    (descriptor, port) = boundSocket()
  }

  deinit { close(descriptor) }
}

/// A TCP socket bound to a free port of the loopback.
private func boundSocket() -> (descriptor: Int32, port: UInt16) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
      precondition(bind(descriptor, raw, length) == 0)
      precondition(getsockname(descriptor, raw, &length) == 0)
    }
  }
  return (descriptor, UInt16(bigEndian: address.sin_port))
}
