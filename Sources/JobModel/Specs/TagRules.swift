/// What EC2 allows of tags, and what geuse keeps for itself.
package enum TagRules {
  package static let maxPerResource = 50
  /// `Name` and the four that geuse puts on everything it launches.
  package static let ownTags = 5

  /// - Parameter tags: the user's.
  package static func problems(_ tags: [String: String]) -> [SpecProblem] {
    var problems: [SpecProblem] = []
    let room = maxPerResource - ownTags
    let counted = tags.keys.filter { $0 != "Name" }.count
    if counted > room {
      problems.append(
        SpecProblem(
          "tag", "\(counted) tags", allowed: "at most \(room): EC2 takes \(maxPerResource), geuse adds \(ownTags)"))
    }
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      if key.isEmpty || key.unicodeScalars.count > 128 {
        problems.append(SpecProblem("tag", key, allowed: "a key of 1 to 128 characters"))
      }
      if value.unicodeScalars.count > 256 {
        problems.append(SpecProblem("tag", "\(key)=…", allowed: "a value of at most 256 characters"))
      }
      if !key.isOneLine || !value.isOneLine {
        problems.append(SpecProblem("tag", "\(key)=…", allowed: "a key and a value without control characters"))
      }
      if key.lowercased().hasPrefix("aws:") {
        problems.append(
          SpecProblem("tag", key, allowed: "keys that do not begin with 'aws:', which AWS keeps for itself"))
      }
      if key.hasPrefix("geusemaker:") {
        problems.append(
          SpecProblem("tag", key, allowed: "keys that do not begin with 'geusemaker:', which geuse sets itself"))
      }
    }
    return problems
  }
}
