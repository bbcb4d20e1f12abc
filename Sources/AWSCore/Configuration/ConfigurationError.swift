/// A setting nobody can work with: a bad region, endpoint, profile or file. The message says which and what to do.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }

  package var description: String { message }
}
