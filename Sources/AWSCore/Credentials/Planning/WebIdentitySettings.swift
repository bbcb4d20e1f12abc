/// A role to assume with an identity provider's token.
///
/// Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider".
struct WebIdentitySettings: Sendable, Equatable {
  /// What said so, for messages: `AWS_WEB_IDENTITY_TOKEN_FILE` or `web_identity_token_file of profile dev`.
  var origin: String
  var arn: String
  var tokenFile: String
  /// Nil for one made at each call.
  var sessionName: String?
}
