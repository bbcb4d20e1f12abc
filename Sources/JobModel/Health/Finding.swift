/// One thing that was examined, and what came of it.
package struct Finding: Sendable, Equatable {
  package enum Level: String, Sendable, Codable, CaseIterable {
    /// As it should be.
    case ok
    /// Worth knowing; nothing has to be done.
    case note
    /// Something is to be done.
    case problem
  }
  /// What was examined, such as `integrity`.
  package var check: String
  package var level: Level
  package var message: String
  /// What to do about it.
  package var fix: String?

  package init(_ check: String, _ level: Level, _ message: String, fix: String? = nil) {
    self.check = check
    self.level = level
    self.message = message
    self.fix = fix
  }
}
