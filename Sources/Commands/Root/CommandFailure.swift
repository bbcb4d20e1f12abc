import AWSCore
import JobModel

/// Why a command ends before its time: one line for standard error, often a next step, and an exit code.
struct CommandFailure: Error, Equatable {
  /// The exit codes that scripts rely on.
  enum Code: Int32 {
    /// Nothing went wrong: there was nothing to do.
    case nothingToDo = 0
    case failed = 1
    case noSuchJob = 2
    case usage = 64
    case tryAgain = 75
    case configuration = 78
    case followTimedOut = 124
  }
  let code: Code
  let message: String
  let hint: String?

  init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  static func usage(_ message: String) -> CommandFailure { CommandFailure(.usage, message) }

  /// Every problem of a spec in one message, each with its flag, its value and what is allowed.
  static func usage(_ problems: [SpecProblem]) -> CommandFailure { usage(listing(problems.map(words))) }

  static func words(_ problem: SpecProblem) -> String {
    let flag = "--" + problem.field.replacing("_", with: "-")
    return "\(flag) '\(problem.value)' is not valid: \(problem.allowed)"
  }

  /// As many lines as a person reads at once, then how many there are besides.
  static func listing(_ lines: [String], of count: Int? = nil) -> String {
    let shown = lines.prefix(20)
    let rest = (count ?? lines.count) - shown.count
    return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\ngeuse: ")
  }
}

extension CommandFailure {
  static func words(_ workers: [String]) -> String {
    let rest = workers.count > 5 ? " and \(workers.count - 5) more" : ""
    return "\(workers.count == 1 ? "worker" : "workers") \(workers.prefix(5).joined(separator: ", "))\(rest)"
  }

  init(_ error: StoreError) {
    switch error {
    case .uniqueKeyConflict(let key, let job):
      self.init(
        .usage, "the unique key '\(key)' belongs to job \(job), which asks for something else",
        hint: "use another key, or look at it: geuse status \(job)")
    case .rivalKeyInUse(let key, let rival, let job):
      let isNumbered = key.count > rival.count
      self.init(
        .usage,
        "the unique key '\(rival)' belongs to job \(job), as \(isNumbered ? "without" : "with") --count; '\(key)' "
          + "beside it would launch twice",
        hint: isNumbered
          ? "ask for it without --count, or for more under another key: geuse status \(job)"
          : "ask for it with --count again, or for another under another key: geuse status \(job)")
    case .noSuchJob(let id): self.init(.noSuchJob, "there is no job \(id)", hint: "list jobs: geuse list")
    case .dependencyPruned(let id):
      self.init(
        .noSuchJob, "job \(id), which a unique key of these names, has ended and was pruned: nothing can come after it",
        hint: "use other unique keys, or leave out what comes after it")
    case .leaseLost(let fence):
      self.init(
        .tryAgain, "launch request \(fence.id) is no longer this worker's: its lease ran out and was taken over",
        hint: "the launch goes on with whoever holds it: geuse status")
    case .schemaTooNew(let found):
      self.init(.configuration, "the database was written by a newer geuse (schema \(found))", hint: "upgrade geuse")
    case .schemaTooOld(let found, let needed):
      self.init(
        .tryAgain, "the database has schema \(found), this geuse needs \(needed)",
        hint: "stop the workers, then: geuse migrate")
    case .workersLive(let workers, let time):
      let verb = workers.count == 1 ? "works" : "work"
      self.init(
        .tryAgain, "nothing was changed: \(Self.words(workers)) \(verb) on this database and would meet another schema",
        hint: "stop \(workers.count == 1 ? "it" : "them"), then: geuse migrate; one that was killed counts for "
          + "\(DurationText.rough(time)) more")
    case .unusable(let path, let reason): self.init(.failed, "the database \(path) cannot be used: \(reason)")
    case .unavailable(let path, let reason, let hint):
      self.init(.tryAgain, "the database \(path) \(reason)", hint: hint)
    case .denied(let path, let reason, let hint):
      self.init(.configuration, "the database \(path) \(reason)", hint: hint)
    case .notBackedUp(let path, let reason): self.init(.failed, "the database was not copied to \(path): \(reason)")
    case .ownName(let path):
      self.init(.usage, "the database was not copied to \(path): that name is the database's own; name another file")
    case .replaced(let path):
      self.init(
        .tryAgain, "the database \(path) was replaced or removed while it was in use; nothing more was written",
        hint: "start this again; after a restore: geuse doctor --reconcile")
    case .moved(let path, let target, let time):
      self.init(
        .configuration, "the queue of \(path) moved to \(target) at \(time); nothing is written to the file any more",
        hint: "use it there: --database \(target.quotedForShell); where the move was cut short: "
          + "geuse migrate --from \(path.quotedForShell) --to \(target.quotedForShell)")
    case .beingFilled(let path, let queue):
      self.init(
        .tryAgain, "the database \(path) is not whole yet: queue \(queue) is being moved there",
        hint: "wait for geuse migrate to end; where it was cut short, run it again as it was")
    case .boundElsewhere(let bound, let met):
      self.init(
        .configuration,
        "this database belongs to account \(bound.account) (\(bound.place)); these credentials reach "
          + "\(met.account) (\(met.place))",
        hint: "use the other credentials, or another database: --database PATH")
    }
  }
}
