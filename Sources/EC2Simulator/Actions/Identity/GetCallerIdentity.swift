/// Who the access key belongs to. No policy can deny it.
///
/// Source: AWS, "GetCallerIdentity" in the STS API reference.
enum GetCallerIdentity {
  static let name = "GetCallerIdentity"

  static func answer(_ caller: Caller, to xml: inout XMLWriter) {
    xml.element("Arn", caller.key.arn.replacing(caller.key.account, with: caller.account))
    xml.element("UserId", caller.key.userID)
    xml.element("Account", caller.account)
  }
}
