import AWSCore
import ArgumentParser
import Foundation
import JobModel
import Worker

/// Runs the command line and turns whatever it throws into a message on standard error and an exit code.
package enum Entry {
  package static func run() async -> Never {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let text = try HelpTopic.text(asked: arguments) ?? InputJSON.skeleton(arguments) {
        Console.data(text)
        exit(Console.hasLostData ? 1 : 0)
      }
      var command = try GeuseCommand.parseAsRoot(InputJSON.expand(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      if Console.hasLostData { throw CommandFailure(.failed, "standard output could not be written in full") }
      exit(0)
    } catch {
      exit(report(error))
    }
  }

  /// Says what went wrong and answers the exit code.
  static func report(_ error: any Error) -> Int32 {
    switch error {
    case let failure as CommandFailure: return say(failure)
    case let error as StoreError: return say(CommandFailure(error))
    case let error as WorkerBlocked:
      return say(
        CommandFailure(.tryAgain, error.reason, hint: error.hint))
    case let error as ConfigurationError: return say(CommandFailure(.configuration, error.message))
    case is CancellationError: return 130
    default: break
    }
    let code = GeuseCommand.exitCode(for: error).rawValue
    let text = UsageText.explained(
      GeuseCommand.fullMessage(for: error), Array(CommandLine.arguments.dropFirst()), verbs: GeuseCommand.verbs,
      flags: CommandTool.flags)
    if code == 0 {
      print(text)
    } else if !text.isEmpty {
      Console.error(text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text)
    }
    return code
  }

  private static func say(_ failure: CommandFailure) -> Int32 {
    Console.error(failure.message)
    if let hint = failure.hint { Console.error(hint) }
    return failure.code.rawValue
  }
}
