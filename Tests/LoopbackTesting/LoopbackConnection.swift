import Foundation

/// One accepted connection, for a script to read and write; every call blocks its thread.
package struct LoopbackConnection: Sendable {
  package let descriptor: Int32
  private let note: @Sendable (String?) -> Void

  package init(descriptor: Int32, note: @escaping @Sendable (String?) -> Void = { _ in }) {
    self.descriptor = descriptor
    self.note = note
  }

  /// The next request, head and body; nil when the peer has closed.
  @discardableResult
  package func readRequest() -> String? {
    var bytes: [UInt8] = []
    while true {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let length =
        text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
      if text[end.upperBound...].utf8.count >= length {
        note(text)
        return text
      }
    }
  }

  package func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// False when the peer has closed.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// A whole answer on a connection that stays open.
  package func answer(_ body: String, status: String = "200 OK", headers: String = "") {
    write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Blocks until the peer closes.
  package func waitForClose() {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) > 0 {}
  }

  /// Closing after this sends a reset instead of an end.
  package func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
