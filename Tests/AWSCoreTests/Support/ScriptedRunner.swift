import AWSCore
import Synchronization

/// Programs that end as they are told, and what was asked of them.
final class ScriptedRunner: CommandRunner {
  private let outcome: Result<CommandOutcome, CommandError>
  private let log = Mutex<[[String]]>([])

  init(_ outcome: Result<CommandOutcome, CommandError>) {
    self.outcome = outcome
  }

  convenience init(prints output: String) {
    self.init(.success(CommandOutcome(end: .exited(0), output: Array(output.utf8))))
  }

  var calls: [[String]] { log.withLock { $0 } }

  func run(_ words: [String], timeout: Duration) async throws(CommandError) -> CommandOutcome {
    log.withLock { $0.append(words) }
    return try outcome.get()
  }
}
