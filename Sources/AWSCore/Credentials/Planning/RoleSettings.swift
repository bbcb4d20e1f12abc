/// A role to assume, as a profile describes it.
///
/// Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider"; limits from the STS API Reference,
/// "AssumeRole".
struct RoleSettings: Sendable, Equatable {
  static let durations = 900...43_200
  /// The longest that a role may last which another assumed role assumes.
  static let longestChained = 3600

  var profile: String
  var arn: String
  var externalID: String?
  /// Nil for one made at each call.
  var sessionName: String?
  var durationSeconds: Int?
}
