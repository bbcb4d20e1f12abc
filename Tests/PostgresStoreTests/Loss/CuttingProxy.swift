#if Postgres
  import Foundation
  import LoopbackTesting
  import Synchronization

  /// Stands between a store and its server, and loses connections over their commits.
  final class CuttingProxy: Sendable {
    enum Cut: Sendable, CaseIterable {
      /// The server never hears of the commit.
      case before
      /// The server has committed, and its answer is lost.
      case after
    }
    private let server: LoopbackServer
    private let left = CutsLeft()

    /// - Parameter port: the server's.
    init(port: UInt16, _ cut: Cut) {
      let left = left
      server = LoopbackServer { client in
        let upstream = Self.connect(port)
        guard upstream >= 0 else { return }
        let link = LoopbackConnection(descriptor: upstream)
        let isOver = Flag()
        Thread.detachNewThread {
          Self.pump(from: upstream) { bytes in
            if isOver.isSet { return false }
            return client.write(bytes)
          }
          shutdown(client.descriptor, Int32(SHUT_RDWR))
        }
        Self.pump(from: client.descriptor) { bytes in
          guard Self.isCommit(bytes), left.take() else { return link.write(bytes) }
          isOver.set()
          if cut == .after {
            _ = link.write(bytes)
            Self.waitForAnswer(upstream)
          }
          return false
        }
        isOver.set()
        shutdown(upstream, Int32(SHUT_RDWR))
        close(upstream)
      }
    }

    var port: UInt16 { server.port }

    /// From now on so many commits are cut.
    func cut(_ count: Int) { left.set(count) }

    /// How many of those are still to come.
    var isLeft: Int { left.count }

    /// Texts stand in the stream as they are where statements are not prepared.
    private static func isCommit(_ bytes: [UInt8]) -> Bool {
      Data(bytes).range(of: Data("COMMIT".utf8)) != nil
    }

    /// The server has answered, or hung up.
    private static func waitForAnswer(_ descriptor: Int32) {
      var pollFD = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&pollFD, 1, 5_000)
    }

    private static func pump(from descriptor: Int32, _ body: ([UInt8]) -> Bool) {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0, body(Array(buffer.prefix(count))) else { return }
      }
    }

    private static func connect(_ port: UInt16) -> Int32 {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else {
        close(descriptor)
        return -1
      }
      return descriptor
    }
  }

  private final class CutsLeft: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock(\.self) }
    func set(_ count: Int) { number.withLock { $0 = count } }
    func take() -> Bool {
      number.withLock { count in
        defer { if count > 0 { count -= 1 } }
        return count > 0
      }
    }
  }

  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock(\.self) }
    func set() { value.withLock { $0 = true } }
  }
#endif
