/// What the caller gets, and when.
struct Outcome: Sendable, Equatable {
  /// Nil closes the connection without a byte.
  var answer: Answer?
  /// How long it is kept back, in the time of the machine: a client's time-out runs in no other.
  var delay: Duration = .zero
  /// After how many bytes of the body the connection breaks off.
  var cut: Int?

  static let drop = Outcome()

  static func answer(_ answer: Answer) -> Self { Outcome(answer: answer) }
}
