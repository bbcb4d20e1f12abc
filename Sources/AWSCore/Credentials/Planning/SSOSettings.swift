/// A role of an account that IAM Identity Center gives to who has signed on.
///
/// Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
struct SSOSettings: Sendable, Equatable {
  var profile: String
  var accountID: String
  var roleName: String
  var region: String
  var startURL: String
  /// The name of the `[sso-session]`; nil in the older form, whose token cannot be renewed.
  var session: String?
}
