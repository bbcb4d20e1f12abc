import Foundation

/// What a campaign's processes have in common: the database, and what befalls it beside what befalls them.
protocol CampaignDatabase: Sendable {
  /// As `GEUSE_DATABASE` names it.
  var name: String { get }
  /// What its machine's disk is to whom it fills; nil where no process of geuse's writes to it.
  var disk: URL? { get }

  /// Makes the schema before anybody races for it.
  func make(_ sandbox: Sandbox) async throws

  /// How a program is started where the worker of that slot lives.
  func command(slot: Int, _ program: String, _ arguments: [String]) -> (program: String, arguments: [String])

  /// Strikes until the storm is over, then leaves it sound.
  func strike(_ tally: CampaignTally, random: SeededGenerator, isOver: @Sendable () -> Bool) async throws

  /// Whether a process may end so because the database could not be used, which has changed nothing.
  func excuses(_ ended: Finished) -> Bool

  /// What is wrong with it, in words.
  func flaws() async throws -> [String]

  func backUp(_ sandbox: Sandbox) async throws

  /// As a person would put the copy back while nobody has it open.
  func putBack() async throws
}
