/// The one account, partition and endpoint that a database belongs to.
package struct AccountBinding: Sendable, Hashable, Codable {
  /// `aws`, `aws-cn`, `aws-us-gov`.
  package var partition: String
  /// The account's number; where a custom endpoint has no STS, the access key id.
  package var account: String
  /// The custom endpoint; nil for AWS's own.
  package var endpoint: String?

  package init(partition: String, account: String, endpoint: String?) {
    self.partition = partition
    self.account = account
    self.endpoint = endpoint
  }
  /// `aws-cn`, or `aws, http://127.0.0.1:4566`
  package var place: String { [partition, endpoint].compactMap(\.self).joined(separator: ", ") }
}
