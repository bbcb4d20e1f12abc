import ArgumentParser
import Testing

@testable import Commands

@Suite struct DatabaseOptionsTests {
  @Test(
    arguments: [
      (["--database", "q.db"], ["GEUSE_DATABASE": "/other.db", "HOME": "/home/a"], "q.db"),
      ([], ["GEUSE_DATABASE": "/other.db", "HOME": "/home/a"], "/other.db"),
      ([], ["GEUSE_DATABASE": "", "XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/geuse/geuse.db"),
      ([], ["XDG_STATE_HOME": "", "HOME": "/home/a"], "/home/a/.local/state/geuse/geuse.db"),
    ])
  func theFlagComesFirstThenTheVariablesThenHome(_ flags: [String], _ variables: [String: String], path: String) throws
  {
    #expect(try DatabaseOptions.parse(flags).resolve(variables) == path)
  }

  @Test(arguments: [("0600", 0o600), ("660", 0o660), ("0640", 0o640)])
  func aModeIsOctal(_ text: String, bits: Int) throws {
    #expect(try DatabaseOptions.parse(["--database-mode", text]).modeBits == bits)
  }

  @Test(arguments: ["0400", "0700", "rw", "1777", "689", ""])
  func aModeMustLetItsOwnerWriteAndNobodyExecute(_ text: String) {
    #expect(throws: (any Error).self) { try DatabaseOptions.parse(["--database-mode", text]) }
  }
}
