import ArgumentParser
import JobModel

/// What a requeue changes about launches.
struct ChangeOptions: ParsableArguments {
  @OptionGroup var ladder: LadderOptions

  @Option(help: ArgumentHelp("How long from its next try it may be tried again.", valueName: "duration"))
  var retryFor: DurationArgument?

  @Option(help: ArgumentHelp("Smaller runs first.", valueName: "number"))
  var priority: Int?

  /// - Throws: usage, for what would be wrong for any launch.
  func changes() throws -> LaunchChanges {
    var changes = try ladder.changes()
    changes.retryFor = retryFor?.duration
    changes.priority = priority
    let problems = changes.applied(to: LaunchSpec(markets: Market.allCases)).problems()
    guard problems.isEmpty else { throw CommandFailure.usage(problems) }
    return changes
  }
}

extension LaunchChanges {
  /// - Throws: usage, naming every launch among these that could not run with these changes.
  func check(_ jobs: [JobRecord]) throws {
    guard !isEmpty else { return }
    var asking: [LaunchSpec: [JobID]] = [:]
    for job in jobs.sorted(by: { $0.id < $1.id }) {
      if case .launch(let spec) = job.spec { asking[applied(to: spec), default: []].append(job.id) }
    }
    let lines = asking.sorted { $0.value[0] < $1.value[0] }.flatMap { spec, ids in
      spec.problems().map { problem in
        let others = ids.count > 1 ? " and \(ids.count - 1) more" : ""
        return "job \(ids[0])\(others): \(CommandFailure.words(problem))"
      }
    }
    guard !lines.isEmpty else { return }
    throw CommandFailure.usage(CommandFailure.listing(lines))
  }
}
