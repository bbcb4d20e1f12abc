/// What a statement takes and gives, whichever database runs it.
package enum Value: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  /// A list as one parameter: what `\(ids:)` reads in a statement.
  case ids([Int64])
  /// The same of words: what `\(words:)` reads.
  case words([String])

  package static func list(_ ids: some Sequence<Int64>) -> Value { .ids(Array(ids)) }
}
