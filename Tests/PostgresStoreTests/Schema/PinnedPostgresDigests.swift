#if Postgres
  /// SHA-256 of each migration as it shipped. A changed file needs a new step, not a new digest.
  enum PinnedPostgresDigests {
    static let v001 = "27746d1ea321444cd7ca807217ea6e19e245a6859a9bc6d2edde5939bde1fa88"
    static let v002 = "11fb812de7be3e335c2b8f78d5e70d708cc87b242745fd957dc7260b7587e130"
  }
#endif
