/// Which region a command means: the flag, then `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's `region`.
package struct RegionResolver: Sendable {
  /// Parsed once: a hundred thousand lines of jobs may each name a region.
  nonisolated(unsafe) private static let pattern = /[a-z]{2,4}(-[a-z]+)+-[0-9]+/

  private let candidates: [(origin: String, name: String)]

  package init(flag: String?, environment: AWSEnvironment, profile: SharedProfile?) {
    candidates = [
      ("--region", flag),
      ("AWS_REGION", environment["AWS_REGION"]),
      ("AWS_DEFAULT_REGION", environment["AWS_DEFAULT_REGION"]),
      ("region of profile \(profile?.name ?? "default")", profile?["region"]),
    ].compactMap { origin, name in name.map { (origin, $0) } }
  }

  /// - Throws: `ConfigurationError` when no place names a region, or the one that counts names none AWS could have.
  package func region() throws(ConfigurationError) -> String {
    guard let first = candidates.first else {
      throw ConfigurationError("no region: give --region, set AWS_REGION, or add region to the profile")
    }
    try Self.validate(first.name, origin: first.origin)
    return first.name
  }

  /// A region's name becomes part of a host's name and of every signature: nothing but `xx-word-1` passes.
  ///
  /// - Parameter origin: where the name came from, for the message.
  package static func validate(_ region: String, origin: String = "--region") throws(ConfigurationError) {
    guard region.wholeMatch(of: pattern) != nil else {
      throw ConfigurationError("\(origin): \"\(region)\" is not a region: expected a name like eu-west-1")
    }
  }
}
