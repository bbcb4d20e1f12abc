package import Foundation

/// What lines of jobs are read against: what of the machine they may name.
package struct EnqueueSource: Sendable {
  /// Why something that a line leaves to the machine cannot be had.
  package struct Unreadable: Error {
    package var text: String

    package init(_ text: String) { self.text = text }
  }

  /// That of lines that name none, or why there is none.
  package var region: Result<String, Unreadable>
  package var isRegion: @Sendable (String) -> Bool
  package var readFile: @Sendable (String) -> Result<Data, Unreadable>

  package init(
    region: Result<String, Unreadable>, isRegion: @escaping @Sendable (String) -> Bool,
    readFile: @escaping @Sendable (String) -> Result<Data, Unreadable>
  ) {
    self.region = region
    self.isRegion = isRegion
    self.readFile = readFile
  }
}
