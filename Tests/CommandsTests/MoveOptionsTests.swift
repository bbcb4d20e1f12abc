import ArgumentParser
import Testing

@testable import Commands

/// Which flags of `geuse migrate` go together.
@Suite struct MoveOptionsTests {
  private func asked(_ arguments: String...) throws -> MoveOptions.Asked? {
    let command = try #require(try GeuseCommand.parseAsRoot(["migrate"] + arguments) as? MigrateCommand)
    return try command.moving.asked(beside: command.database)
  }

  @Test func whatIsAsked() throws {
    #expect(try asked() == nil)
    #expect(try asked("--database", "a.db") == nil)
    #expect(try asked("--from", "a.db", "--to", "postgres://h/q") == .move("a.db", "postgres://h/q", isDryRun: false))
    #expect(
      try asked("--dry-run", "--from", "a.db", "--to", "postgresql://h/q")
        == .move("a.db", "postgresql://h/q", isDryRun: true))
    #expect(try asked("--from", "a.db", "--take-back") == .takeBack("a.db", nil))
    #expect(try asked("--from", "a.db", "--take-back", "--to", "postgres://h/q") == .takeBack("a.db", "postgres://h/q"))
  }

  @Test(
    arguments: [
      (["--from", "a.db"], "--to is missing"),
      (["--to", "postgres://h/q"], "--from is missing"),
      (["--dry-run"], "--from is missing"),
      (["--take-back"], "--from is missing"),
      (["--from", "a.db", "--take-back", "--dry-run"], "--take-back has no --dry-run"),
      (["--from", "a.db", "--to", "b.db"], "--to 'b.db' is not valid: the URL of a server"),
      (["--from", "postgres://u:secret@h/q", "--to", "postgres://h/q"], "--from 'postgres://u@h/q' is not valid"),
      (["--from", "a.db", "--to", "mysql://u:secret@h/q"], "--to 'mysql://u@h/q' is not valid"),
      (["--from", "a.db", "--to", "postgres://h/q", "--database", "c.db"], "--database has no meaning beside --from"),
    ])
  func whatIsRefused(_ arguments: [String], words: String) throws {
    let command = try #require(try GeuseCommand.parseAsRoot(["migrate"] + arguments) as? MigrateCommand)
    let failure = try #require(throws: CommandFailure.self) { try command.moving.asked(beside: command.database) }
    #expect(failure.code == .usage)
    #expect(failure.message.hasPrefix(words), "\(failure.message)")
    #expect(!failure.message.contains("secret"))
  }
}
