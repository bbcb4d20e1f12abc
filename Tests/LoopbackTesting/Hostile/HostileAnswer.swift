/// One way in which a server's answer can go wrong, for whichever action was asked.
package struct HostileAnswer: Sendable {
  package let name: String
  package let send: @Sendable (LoopbackConnection, GoodAnswer) -> Void

  init(_ name: String, _ send: @escaping @Sendable (LoopbackConnection, GoodAnswer) -> Void) {
    self.name = name
    self.send = send
  }

  /// None at all: without it, the others would prove nothing.
  package static let good = HostileAnswer("good") { $0.whole }
  package static let goodWithMark = HostileAnswer("good, after a byte order mark") { "\u{FEFF}" + $0.whole }

  /// An honest exchange with a large body: the good answer, with a text in it replaced by a piece that is sent many
  /// times.
  init(_ name: String, replacing place: String, with piece: String, times: Int) {
    self.init(name) { connection, good in
      let parts = good.whole.split(separator: place, maxSplits: 1, omittingEmptySubsequences: false)
      let block = Array(String(repeating: piece, count: 1000).utf8)
      let length = parts.reduce(0) { $0 + $1.utf8.count } + times / 1000 * block.count
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n\(parts[0])")
      for _ in 0..<(times / 1000) {
        guard connection.write(block) else { return }
      }
      connection.write(parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// An honest exchange whose body is the trouble.
  init(
    _ name: String, status: String = "200 OK", headers: String = "", body: @escaping @Sendable (GoodAnswer) -> [UInt8]
  ) {
    self.init(name) { connection, good in
      let bytes = body(good)
      connection.write("HTTP/1.1 \(status)\r\nContent-Length: \(bytes.count)\r\nConnection: close\r\n\(headers)\r\n")
      connection.write(bytes)
    }
  }

  init(
    _ name: String, status: String = "200 OK", headers: String = "", text: @escaping @Sendable (GoodAnswer) -> String
  ) {
    self.init(name, status: status, headers: headers) { Array(text($0).utf8) }
  }
}
