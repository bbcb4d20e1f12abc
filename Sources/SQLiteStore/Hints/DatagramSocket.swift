import Dispatch
import Foundation

/// A UNIX datagram socket that says or hears that there is something to do, and no more than that.
///
/// Source: unix(7).
struct DatagramSocket: Sendable {
  private let descriptor: Int32

  init?() {
    #if os(Linux)
      let flags = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
      descriptor = socket(AF_UNIX, flags, 0)
    #else
      descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    #endif
    guard descriptor >= 0 else { return nil }
  }

  /// - Returns: how to end it, with the socket; nil where it cannot, and the socket is closed.
  func listen(at path: String, mode: mode_t, heard: @escaping @Sendable () -> Void) -> (@Sendable () -> Void)? {
    let descriptor = descriptor
    let isBound = Self.withAddress(path) { bind(descriptor, $0, $1) == 0 } ?? false
    guard isBound, chmod(path, mode) == 0 else {
      close()
      return nil
    }
    // A source may be used by any thread; its type does not say so.
    nonisolated(unsafe) let reading = DispatchSource.makeReadSource(fileDescriptor: descriptor)
    reading.setEventHandler {
      // All that has come says the same.
      var byte: UInt8 = 0
      while recv(descriptor, &byte, 1, 0) >= 0 {}
      heard()
    }
    reading.setCancelHandler { Foundation.close(descriptor) }
    reading.resume()
    return { reading.cancel() }
  }

  /// - Returns: 0, or why it was not sent; a full queue at the other end is as good as a hint.
  func send(to path: String) -> Int32 {
    let sent = Self.withAddress(path) { sendto(descriptor, [1 as UInt8], 1, 0, $0, $1) } ?? 0
    return sent < 0 ? errno : 0
  }

  func close() { _ = Foundation.close(descriptor) }

  /// Nil where the path is longer than an address holds.
  private static func withAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
