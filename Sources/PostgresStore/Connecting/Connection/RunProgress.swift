#if Postgres
  /// What of the commands under way has been answered: a state machine beside the connection that reads the answers.
  ///
  /// libpq gives the results of each command and then nil; those of a pipeline end with one for its synchronisation.
  struct RunProgress {
    enum Step: Equatable {
      case prepare(String)
      case command(Int)
      /// The end of a pipeline.
      case end
      /// Any number of commands in one text, outside of a pipeline.
      case script
    }

    enum Answer {
      case command(PostgresResult)
      case failed(PostgresFailure)
      /// Not run, as an earlier one failed.
      case skipped
      case synchronised
      /// No more of this step.
      case noMore
      case unexpected
    }

    enum Next: Equatable {
      case goOn
      case prepared(String)
      case finished
      /// The server and libpq do not agree about where they are.
      case broken
    }

    private let steps: [Step]
    private var index = 0
    private(set) var results: [PostgresResult] = []
    /// The first.
    private(set) var failure: PostgresFailure?
    /// Whether a commit may have happened, should the answer not come.
    let mayCommit: Bool
    /// Which commands commit what came before.
    private let commits: Set<Int>

    init(_ steps: [Step], mayCommit: Bool, commits: Set<Int> = []) {
      self.steps = steps
      self.mayCommit = mayCommit
      self.commits = commits
    }

    mutating func take(_ answer: Answer) -> Next {
      guard index < steps.count else { return .broken }
      switch (steps[index], answer) {
      case (.end, .synchronised): return .finished
      case (.end, _): return .broken
      case (.script, .noMore): return .finished
      case (_, .noMore):
        index += 1
        return .goOn
      case (.prepare(let text), .command): return .prepared(text)
      case (.command, .command(let result)), (.script, .command(let result)):
        results.append(result)
        return .goOn
      case (_, .failed(let failure)):
        note(failure)
        return .goOn
      case (_, .skipped): return .goOn
      default: return .broken
      }
    }

    private mutating func note(_ failure: PostgresFailure) {
      guard self.failure == nil else { return }
      var failure = failure
      failure.command = command
      // All before it is undone, unless it was committed already; what a script did so far, nobody counts.
      failure.isSafeToRetry = steps[index] != .script && !commits.contains { $0 < command ?? 0 }
      self.failure = failure
    }

    /// Which is being answered.
    private var command: Int? {
      for case .command(let number) in steps[index...] { return number }
      return nil
    }
  }
#endif
