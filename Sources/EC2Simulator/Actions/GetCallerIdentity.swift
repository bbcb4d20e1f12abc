/// STS's one action here: who the access key belongs to. No policy can deny it.
///
/// Source: AWS, "GetCallerIdentity" in the STS API reference.
enum GetCallerIdentity {
  static let name = "GetCallerIdentity"

  static func answer(_ parameters: Parameters, account: String, to xml: inout XMLWriter) throws(APIError) {
    let action = try parameters.required("Action")
    guard action == name else {
      throw APIError(
        code: "InvalidAction",
        message: "Could not find operation \(action) for version \(AWSService.sts.version)")
    }
    xml.element("Arn", "arn:aws:iam::\(account):user/simulator")
    xml.element("UserId", "AIDASIMULATOR00000000")
    xml.element("Account", account)
  }
}
