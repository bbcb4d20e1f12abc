/// SHA-256 of each migration as it shipped. A changed file needs a new step, not a new digest.
enum PinnedDigests {
  static let v001 = "1db43f666d75c820ea57cfa346e5c04dbbded796afae88cb0ef7d0d6ef8da011"
}
