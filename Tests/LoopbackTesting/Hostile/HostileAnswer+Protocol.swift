import Foundation

extension HostileAnswer {
  /// Exchanges that break HTTP, or never end.
  package static let unruly: [HostileAnswer] = [
    HostileAnswer("silence") { connection, _ in connection.waitForClose() },
    HostileAnswer("silence after the head") { connection, _ in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
      connection.waitForClose()
    },
    HostileAnswer("a drip that never ends") { connection, _ in
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      // A byte every few milliseconds keeps any silence short.
      while connection.write(Array("1\r\nx\r\n".utf8)) { usleep(5000) }
    },
    HostileAnswer("headers that never end") { connection, _ in
      connection.write("HTTP/1.1 200 OK\r\n")
      while connection.write(Array("X-More: \(String(repeating: "x", count: 1000))\r\n".utf8)) {}
    },
    HostileAnswer("a hangup") { _, _ in },
    HostileAnswer("a reset") { connection, _ in connection.resetOnClose() },
    HostileAnswer("a length that promises more") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(good.whole.utf8.count + 1)\r\n\r\n\(good.whole)")
    },
    HostileAnswer("a length that promises less") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(good.whole.utf8.count - 1)\r\n\r\n\(good.whole)")
    },
    HostileAnswer("two lengths") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n\(good.whole)")
    },
    HostileAnswer("a length below zero") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n\(good.whole)")
    },
    HostileAnswer("a chunk of no size") { connection, good in
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\(good.whole)\r\n0\r\n\r\n")
    },
    HostileAnswer("chunks without an end") { connection, good in
      let size = String(good.whole.utf8.count, radix: 16)
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\(good.whole)\r\n")
    },
    HostileAnswer("no head") { connection, good in connection.write(good.whole) },
    HostileAnswer("a status that is no number") { connection, good in
      connection.write("HTTP/1.1 OK\r\nContent-Length: \(good.whole.utf8.count)\r\n\r\n\(good.whole)")
    },
    HostileAnswer("another protocol") { connection, _ in connection.write("220 mail.example ESMTP\r\n") },
  ]

  package static let all = unformed + lettered + strange + swollen + unruly
}
