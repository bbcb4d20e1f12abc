import Foundation

/// Tells systemd how a service is, where systemd asked for it.
///
/// Source: sd_notify(3): datagrams to the socket that `NOTIFY_SOCKET` names; a leading @ stands for an abstract one.
package struct ServiceNotice: Sendable {
  private let address: String
  /// How often a sign of life is due; nil where none is asked for.
  package let watchdog: Duration?

  /// Nil where nobody listens.
  package init?(_ variables: [String: String], processID: Int32 = getpid()) {
    guard let address = variables["NOTIFY_SOCKET"], address.count > 1, "/@".contains(address.prefix(1)) else {
      return nil
    }
    self.address = address
    let isOurs = variables["WATCHDOG_PID"].map { $0 == "\(processID)" } ?? true
    watchdog = isOurs ? variables["WATCHDOG_USEC"].flatMap(Int64.init).map { .microseconds($0) / 3 } : nil
  }

  package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
  package func stopping() { send("STOPPING=1") }
  package func alive() { send("WATCHDOG=1") }

  /// Nobody is told where it cannot be said: systemd notices silence by itself.
  private func send(_ text: String) {
    #if os(Linux)
      let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
    #endif
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    var path = Array(address.utf8)
    if path[0] == UInt8(ascii: "@") { path[0] = 0 }
    let capacity = MemoryLayout.size(ofValue: target.sun_path)
    guard path.count < capacity else { return }
    withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + path.count)
    let bytes = Array(text.utf8)
    withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = sendto(descriptor, bytes, bytes.count, 0, address, length)
      }
    }
  }
}
