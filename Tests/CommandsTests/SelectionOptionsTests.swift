import ArgumentParser
import JobModel
import Testing

@testable import Commands

@Suite struct SelectionOptionsTests {
  private func options(_ arguments: String...) throws -> SelectionOptions<PlainFilters> {
    try SelectionOptions.parse(arguments)
  }

  @Test func idsAndInstancesAreToldApart() throws {
    let selection = try options("12", "i-0123456789abcdef0", "13").selection()
    #expect(selection == Selection(ids: [12, 13], instanceIDs: ["i-0123456789abcdef0"]))
  }

  @Test func filtersAreCombined() throws {
    let selection = try options(
      "--state", "failed", "--state", "retrying", "--kind", "launch", "--error", "Boom", "--class", "spot-role",
      "--deployment", "web", "--tag", "Team=ops", "--having-tag", "a=", "--instance-type", "t3.medium",
      "--having-instance-type", "m5.large", "--since", "1h"
    ).selection(now: .seconds(7_200))
    #expect(
      selection
        == Selection(
          states: [.failed, .retrying], kinds: [.launch], errorCodes: ["Boom"], errorClasses: [.spotRole],
          deployment: "web", tags: ["Team": "ops", "a": ""], instanceTypes: ["t3.medium", "m5.large"],
          since: .seconds(3_600)))
  }

  @Test(arguments: ["0", "-3", "web", "i-xyz", "i-0123", "1.5"])
  func anythingElseIsAUsageError(_ target: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try options("--", target).selection() }
    #expect(failure?.code == .usage)
    #expect(failure?.message.contains("'\(target)'") == true)
  }

  @Test(arguments: ["soon", "", "+1h", "2026-05-01"]) func aTimeIsOneOrHowLongAgo(_ text: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try options("--since", text).selection() }
    #expect(failure?.message.hasPrefix("--since '\(text)' is not valid") == true)
    let time = try options("--since", "2026-05-01T08:00:00+02:00").selection().since
    #expect(time?.description == "2026-05-01T06:00:00.000Z")
  }

  @Test func whereAVerbSetsAThingTheFilterHasItsLongNameOnly() throws {
    let tag = try TagCommand.parse(["1", "--tag", "a=b", "--having-tag", "c=d", "--instance-type", "t3.medium"])
    #expect(tag.tag.map(\.key) == ["a"])
    #expect(try tag.selection.selection() == Selection(ids: [1], tags: ["c": "d"], instanceTypes: ["t3.medium"]))
    let requeue = try RequeueCommand.parse(
      ["1", "--instance-type", "m5.large", "--having-instance-type", "t3.medium", "--tag", "c=d"])
    #expect(try requeue.change.changes() == LaunchChanges(instanceTypes: ["m5.large"]))
    #expect(try requeue.selection.selection() == Selection(ids: [1], tags: ["c": "d"], instanceTypes: ["t3.medium"]))
  }

  @Test func noVerbChangesEverythingByAccident() throws {
    #expect(try options().selection().isEmpty)
    let failure = #expect(throws: CommandFailure.self) { try options().someSelection(to: "cancel") }
    #expect(failure?.message.contains("nothing to cancel") == true)
  }
}
