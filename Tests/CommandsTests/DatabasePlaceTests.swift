import ArgumentParser
import Testing

@testable import Commands

@Suite struct DatabasePlaceTests {
  @Test(arguments: ["q.db", "/var/lib/geuse/geuse.db", "postgres", "./postgres:x"])
  func aPathIsAFile(_ text: String) throws {
    #expect(try DatabasePlace(text) == .file(path: text))
  }

  @Test(arguments: ["postgres://h/q", "postgresql://a:b@h/q?pool=2"])
  func aURLIsAServer(_ text: String) throws {
    #expect(try DatabasePlace(text) == .server(url: text))
  }

  @Test(arguments: ["", ":memory:", "file:q.db", "Postgres://h/q", "postgres:q", "mysql://h/q"])
  func anythingElseIsRefused(_ text: String) {
    #expect(throws: CommandFailure.self) { try DatabasePlace(text) }
  }

  @Test(
    arguments: [
      ("q.db", "q.db"), ("postgres://h/q", "postgres://h/q"), ("postgres://a@h:1,i:2/q", "postgres://a@h:1,i:2/q"),
      ("postgres://a:secret@h/q", "postgres://a@h/q"),
      ("postgres://a:secret@h/q?password=secret", "postgres://a@h/q?…"),
      ("postgres://a:se/cret@h/q", "postgres://…"), ("postgres://a:se@cret@h/q", "postgres://…"),
      ("postgres://a:se?cret@h/q", "postgres://…"), ("postgres://a:se#cret@h/q", "postgres://…"),
      ("postgres://h/q?password=sec@ret", "postgres://…"), ("postgres:a:secret@h", "postgres://…"),
    ])
  func whatIsShownHasNoPassword(_ text: String, shown: String) {
    #expect(PasswordFree.shown(text) == shown)
  }

  @Test func wordsThatQuoteAURLLoseItsPassword() {
    #expect(
      PasswordFree.words("'postgres://a:se:cr@t@h/q' is not an id, https://h:80/x is")
        == "'postgres://a:…@h/q' is not an id, https://h:80/x is")
  }

  @Test func aModeGoesWithAFile() throws {
    let options = try DatabaseOptions.parse(["--database", "postgres://a:secret@h/q", "--database-mode", "0600"])
    let refusal = #expect(throws: CommandFailure.self) { try options.place([:]) }
    #expect(refusal?.code == .usage && refusal?.message.contains("secret") == false)
    #expect(try DatabaseOptions.parse(["--database", "q.db"]).place([:]) == .file(path: "q.db"))
    #expect(try DatabaseOptions.parse(["--database", "q.db"]).modeBits == 0o600)
  }
}
