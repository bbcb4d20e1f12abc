/// SHA-256 of each migration as it shipped. A changed file needs a new step, not a new digest.
enum PinnedDigests {
  static let v001 = "1db43f666d75c820ea57cfa346e5c04dbbded796afae88cb0ef7d0d6ef8da011"
  static let v002 = "94cced5c4b012aaed37082c2a83beaf479c42770d579992262af6dbbffe55805"
  static let v003 = "3e56b620a98cedab4ae769ad66702d2b808e41fe580142b614cedab9dbf56771"
  static let v004 = "f8171d41b6b0403f5ba9e4e6f8a81b44dd53a292328356f139efd5d4a1c3c81a"
}
