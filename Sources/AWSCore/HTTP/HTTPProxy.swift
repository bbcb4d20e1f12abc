/// A proxy that connections are tunnelled through, by CONNECT.
///
/// Its description never shows the password.
package struct HTTPProxy: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package let host: String
  package let port: Int
  package let user: String?
  package let password: String?

  package init(host: String, port: Int, user: String? = nil, password: String? = nil) {
    self.host = host
    self.port = port
    self.user = user
    self.password = password
  }

  package var description: String { "\(host):\(port)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["host": host, "port": port]) }
}
