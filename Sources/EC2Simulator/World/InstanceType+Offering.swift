extension InstanceType {
  /// The quota that it counts against: `standard` for the families A, C, D, H, I, M, R, T and Z, else its own letter.
  ///
  /// Source: AWS, "Amazon EC2 service quotas".
  var bucket: String {
    let letter = name.prefix(1)
    return "acdhimrtz".contains(letter) ? "standard" : String(letter)
  }

  /// Whether a zone has the type unless the configuration says otherwise.
  ///
  /// As at AWS not every zone has every type: us-east-1e has none of the newer generations, and the rare GPU types
  /// stand in the first two zones of a region only.
  func isMade(for zone: Network.Zone) -> Bool {
    if ["p3", "g5g"].contains(family) { return "ab".contains(zone.letter) }
    guard zone.name == "us-east-1e" else { return true }
    let generation = family.first { $0.isNumber }?.wholeNumberValue ?? 0
    return generation < 6 && family != "t4g" && family != "g5"
  }
}
