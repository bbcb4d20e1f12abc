import Crypto
import Foundation

/// The files that `aws sso login` leaves behind.
enum SSOFiles {
  /// - Parameter name: the session's name, or the start URL where there is none.
  static func path(_ name: String) -> String {
    let hash = Insecure.SHA1.hash(data: Data(name.utf8)).map { String(format: "%02x", $0) }.joined()
    return "/home/me/.aws/sso/cache/\(hash).json"
  }

  static let lasting = #"{"accessToken": "sso-token", "expiresAt": "2126-01-01T00:00:00Z", "region": "eu-west-1"}"#
}
