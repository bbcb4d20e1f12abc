import ArgumentParser
import JobModel
import Testing

@testable import Commands

@Suite struct SelectionOptionsTests {
  private func options(_ arguments: String...) throws -> SelectionOptions { try SelectionOptions.parse(arguments) }

  @Test func idsAndInstancesAreToldApart() throws {
    let selection = try options("12", "i-0123456789abcdef0", "13").selection()
    #expect(selection == Selection(ids: [12, 13], instanceIDs: ["i-0123456789abcdef0"]))
  }

  @Test func filtersAreCombined() throws {
    let selection = try options(
      "--state", "failed", "--state", "retrying", "--kind", "launch", "--error", "Boom", "--class", "spot-role",
      "--deployment", "web"
    ).selection()
    #expect(
      selection
        == Selection(
          states: [.failed, .retrying], kinds: [.launch], errorCodes: ["Boom"], errorClasses: [.spotRole],
          deployment: "web"))
  }

  @Test(arguments: ["0", "-3", "web", "i-xyz", "i-0123", "1.5"])
  func anythingElseIsAUsageError(_ target: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try options("--", target).selection() }
    #expect(failure?.code == .usage)
    #expect(failure?.message.contains("'\(target)'") == true)
  }

  @Test func noVerbChangesEverythingByAccident() throws {
    #expect(try options().selection().isEmpty)
    let failure = #expect(throws: CommandFailure.self) { try options().someSelection(to: "cancel") }
    #expect(failure?.message.contains("nothing to cancel") == true)
  }
}
