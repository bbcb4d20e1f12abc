extension Network.Zone {
  /// A region's zones: six in us-east-1, three elsewhere.
  static func all(of region: String) -> [Self] {
    (region == "us-east-1" ? "abcdef" : "abc").enumerated().map { number, letter in
      Self(name: "\(region)\(letter)", id: "\(abbreviation(of: region))-az\(number + 1)")
    }
  }

  /// The letter that its name ends with.
  var letter: Character { name.last ?? "a" }

  /// The short form that zone ids start with: `use1` for `us-east-1`, `apse2` for `ap-southeast-2`.
  private static func abbreviation(of region: String) -> String {
    let parts = region.split(separator: "-")
    return parts.enumerated().map { number, part in
      guard number > 0, number < parts.count - 1 else { return String(part) }
      let compound = ["southeast": "se", "southwest": "sw", "northeast": "ne", "northwest": "nw", "gov": "g"]
      return compound[String(part)] ?? String(part.prefix(1))
    }.joined()
  }
}
