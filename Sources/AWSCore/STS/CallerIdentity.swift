/// Who the credentials are.
package struct CallerIdentity: Sendable, Equatable, Codable {
  /// The account's twelve digits.
  package let account: String
  package let arn: String
  package let userID: String

  package init(account: String, arn: String, userID: String) {
    self.account = account
    self.arn = arn
    self.userID = userID
  }

  /// The partition that the ARN names; nil where it names none we know.
  package var partition: Partition? {
    arn.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first.flatMap {
      Partition(rawValue: String($0))
    }
  }
}
