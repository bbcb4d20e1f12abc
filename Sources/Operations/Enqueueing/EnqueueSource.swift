package import Foundation
package import JobModel

/// What lines of jobs are read against: the time, and what of the machine they may name.
package struct EnqueueSource: Sendable {
  /// Why something that a line leaves to the machine cannot be had.
  package struct Unreadable: Error {
    package var text: String

    package init(_ text: String) { self.text = text }
  }

  package var now: Timestamp
  /// That of lines that name none, or why there is none.
  package var region: Result<String, Unreadable>
  package var isRegion: @Sendable (String) -> Bool
  package var readFile: @Sendable (String) -> Result<Data, Unreadable>

  package init(
    now: Timestamp, region: Result<String, Unreadable>, isRegion: @escaping @Sendable (String) -> Bool,
    readFile: @escaping @Sendable (String) -> Result<Data, Unreadable>
  ) {
    self.now = now
    self.region = region
    self.isRegion = isRegion
    self.readFile = readFile
  }
}
