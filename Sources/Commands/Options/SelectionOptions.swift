import ArgumentParser
import Foundation
import JobModel

/// Which jobs a command means: the same flags, and the same meaning, everywhere.
struct SelectionOptions<Names: FilterNames>: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      Job ids and instance ids add up; - reads them from standard input, and does nothing where none come. The \
      filters below narrow what is named; beside a filter, an instance has to be known to a job here.
      """, valueName: "id"))
  var targets: [String] = []

  @Option(name: .customLong("state"), help: "Jobs in this state; may be given several times.")
  var states: [ShownState] = []

  @Option(name: .customLong("kind"), help: "Jobs of this kind: launch, wait, tag, terminate.")
  var kinds: [JobKind] = []

  @Option(name: .customLong("error"), help: ArgumentHelp("Jobs whose last error has this code.", valueName: "code"))
  var errors: [String] = []

  @Option(name: .customLong("class"), help: "Jobs whose last error is of this class.")
  var classes: [ErrorClass] = []

  @Option(name: .customLong("deployment"), help: ArgumentHelp("Jobs of this deployment.", valueName: "name"))
  var deployment: String?

  @Option(name: Names.queue, help: ArgumentHelp("Jobs of this queue.", valueName: "name"))
  var havingQueue: String?

  @Option(
    name: Names.tag, help: ArgumentHelp("Launches that ask for this tag; several: for all.", valueName: "key=value"))
  var tags: [TagArgument] = []

  @Option(
    name: Names.instanceType,
    help: ArgumentHelp("Launches that ask for this type; several: for any.", valueName: "type"))
  var instanceTypes: [String] = []

  @Option(
    name: .customLong("since"),
    help: ArgumentHelp(
      "Jobs enqueued within that time, such as 1h, or since then, such as 2026-05-01T06:00:00Z.", valueName: "time"))
  var since: String?

  /// - Throws: usage, for something that is neither a job id nor an instance id; ``CommandFailure/Code/nothingToDo``
  ///   where ids were to come from standard input and none came, so that filters never act in their place.
  func selection(now: Timestamp = Timestamp.now()) throws -> Selection {
    var selection = Selection(
      states: Set(states), kinds: Set(kinds), errorCodes: Set(errors), errorClasses: Set(classes),
      deployment: deployment, queue: havingQueue, tags: try tags.dictionary(), instanceTypes: Set(instanceTypes),
      since: try since.map { try Self.since($0, now: now) })
    let names = try expanded()
    if names.isEmpty, targets.contains("-") {
      throw CommandFailure(.nothingToDo, "no ids on standard input: nothing to do")
    }
    for target in names {
      if let id = JobID(target), id > 0 {
        selection.ids.append(id)
      } else if InstanceID.isValid(target) {
        selection.instanceIDs.append(target)
      } else {
        throw CommandFailure.usage("'\(target)' is not a job id or an instance id such as i-0123456789abcdef0")
      }
    }
    return selection
  }

  /// As `selection`, but an empty one is a usage error: no verb changes everything by accident.
  func someSelection(to verb: String) throws -> Selection {
    let selection = try selection()
    guard !selection.isEmpty else {
      throw CommandFailure.usage("nothing to \(verb): name job ids, instance ids, or a filter such as --state failed")
    }
    return selection
  }

  /// Lets "an hour ago" be one by the store's clock; until it is open there is only the machine's.
  func reckon(_ selection: inout Selection, by store: any Timekeeping) throws {
    selection.since = try since.map { try Self.since($0, now: store.clocks.now()) }
  }

  private func expanded() throws -> [String] {
    guard targets.contains("-") else { return targets }
    guard let bytes = try? FileHandle.standardInput.readToEnd() ?? Data() else {
      throw CommandFailure.usage("'-' is not valid: standard input cannot be read")
    }
    let input = String(decoding: bytes, as: UTF8.self)
    return targets.filter { $0 != "-" } + input.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func since(_ text: String, now: Timestamp) throws -> Timestamp {
    guard let time = Timestamp(since: text, now: now) else {
      throw CommandFailure.usage("--since '\(text)' is not valid: a time ago such as 90m, or 2026-05-01T06:00:00Z")
    }
    return time
  }
}

extension Selection {
  /// Says so where filters left nothing of what there is.
  func report(_ found: some Collection) {
    if found.isEmpty, isNarrowed { Console.error("nothing matched: no job here meets these filters") }
  }
}
