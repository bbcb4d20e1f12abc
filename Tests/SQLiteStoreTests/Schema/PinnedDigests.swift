/// SHA-256 of each migration as it shipped. A changed file needs a new step, not a new digest.
enum PinnedDigests {
  static let v001 = "1db43f666d75c820ea57cfa346e5c04dbbded796afae88cb0ef7d0d6ef8da011"
  static let v002 = "94cced5c4b012aaed37082c2a83beaf479c42770d579992262af6dbbffe55805"
  static let v003 = "e28bbb3df57b12708541d96bbb69a5dc6840092dfaa5c14d3d8f51a3b36cd724"
  static let v004 = "30104e1e24ede8e5c10adadfdc74a6a5c7e6af292d3ab65d426c5584dd804466"
  static let v005 = "143ba1d0a689c5d45fd955e2b4316ec1c22cf426a97f5ece142d6ebdb73bf311"
  static let v006 = "08a4f62bbfdf22e7bd65b73de0b40329a85e15f5aae3d2b04d27cbaf2fe09813"
  static let v007 = "ea2fccf96e28f759d01f3adad73d1bc355fb3bd19df7ee7f045cb6b1e492b76b"
}
