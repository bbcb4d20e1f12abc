extension CallerIdentity {
  /// `GetCallerIdentity`, which needs no permission.
  package static let query = EncodedQuery(action: "GetCallerIdentity", version: "2011-06-15", parameters: [])

  package init(_ answer: QueryAnswer) throws(AWSError) {
    let result = try answer.decode(Answer.self).result
    guard !result.account.isEmpty, !result.arn.isEmpty else {
      throw answer.unrecognized("an answer that names no account")
    }
    self.init(account: result.account, arn: result.arn, userID: result.userID)
  }

  private struct Answer: Decodable {
    struct Result: Decodable {
      let account: String
      let arn: String
      let userID: String

      enum CodingKeys: String, CodingKey {
        case account = "Account"
        case arn = "Arn"
        case userID = "UserId"
      }
    }
    let result: Result

    enum CodingKeys: String, CodingKey { case result = "GetCallerIdentityResult" }
  }
}
