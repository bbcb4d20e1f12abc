import Foundation

/// The access keys whose signatures count.
struct KeyRing: Sendable {
  struct Key: Sendable, Equatable {
    let id: String
    let secret: String
    let account: String
    let arn: String
    let userID: String
    /// Of a temporary key: what must come with every signature, and until when.
    var sessionToken: String?
    var expiresAt: Date?
  }

  private var keys: [String: Key] = [:]

  init(_ configuration: SimulatorConfiguration) {
    for (id, secret) in configuration.accessKeys {
      let account = configuration.accounts[id] ?? configuration.account
      keys[id] = Key(
        id: id, secret: secret, account: account, arn: "arn:aws:iam::\(account):user/simulator",
        userID: "AIDASIMULATOR00000000")
    }
  }

  subscript(id: String) -> Key? { keys[id] }

  mutating func add(_ key: Key) {
    keys[key.id] = key
  }
}
