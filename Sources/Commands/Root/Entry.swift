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
      Screen.widenForHelp()
      if let text = try HelpTopic.text(asked: arguments) ?? InputJSON.skeleton(arguments) {
        Console.data(text)
        try Console.requireAllData()
        exit(0)
      }
      if let option = CommandTool.repeatedOption(in: arguments) {
        throw CommandFailure.usage("\(option) is given twice: it takes one value")
      }
      var command = try GeuseCommand.parseAsRoot(InputJSON.expand(arguments))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      try Console.requireAllData()
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
    case let refusal as MoveRefusal: return say(CommandFailure(refusal))
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
      Console.data(text)
      do { try Console.requireAllData() } catch { return report(error) }
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
