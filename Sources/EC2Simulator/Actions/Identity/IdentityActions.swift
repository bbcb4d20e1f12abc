/// STS's actions, by name.
enum IdentityActions {
  static func answer(_ call: ServiceCall, by caller: Caller, to xml: inout XMLWriter) throws(APIError) {
    let action = try call.parameters.required("Action")
    switch action {
    case GetCallerIdentity.name: GetCallerIdentity.answer(caller, to: &xml)
    default:
      throw APIError(
        code: "InvalidAction",
        message: "Could not find operation \(action) for version \(AWSService.sts.version)")
    }
  }
}
