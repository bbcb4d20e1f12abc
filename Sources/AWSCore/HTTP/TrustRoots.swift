import Foundation
package import NIOSSL

/// The certificates that may vouch for a server, in place of the system's.
package struct TrustRoots: Sendable, Equatable {
  package let certificates: [NIOSSLCertificate]

  /// Reads a file of PEM certificates.
  ///
  /// - Parameter origin: the setting that names the file, for the message.
  /// - Throws: `ConfigurationError` for a file that is missing, or holds no certificate or a broken one.
  package init(path: String, origin: String, environment: AWSEnvironment) throws(ConfigurationError) {
    let path = environment.expand(path)
    let data: Data?
    do {
      data = try environment.readFile(path)
    } catch {
      throw ConfigurationError("\(origin): cannot read \(path): check its permissions")
    }
    guard let data else { throw ConfigurationError("\(origin): there is no file \(path)") }
    let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(data))
    guard let certificates, !certificates.isEmpty else {
      throw ConfigurationError(
        "\(origin): \(path) holds no PEM certificates, or a broken one: expected -----BEGIN CERTIFICATE----- blocks")
    }
    self.certificates = certificates
  }
}
