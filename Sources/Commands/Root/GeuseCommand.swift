package import ArgumentParser

/// The root of the command line.
package struct GeuseCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "geuse",
    abstract: "turns EC2 launches into durable jobs",
    discussion: """
      A script enqueues launches, waits and tags; any number of workers carry them out against EC2, ride out capacity
      shortages, and record every attempt. Never a launch twice, never a job lost.

      EXAMPLES
        geuse launch --name web --count 3 --then-wait     enqueue three launches, each with a wait
        geuse worker --until-idle                         carry out what is ready, then stop
        geuse launch --name web --then-wait --follow      both in one: launch now and wait here
        geuse status 1 --attempts                         what happened to job 1

      EXIT CODES
        0 done · 1 could not be done, or a job failed (with --follow or --exit-status) · 2 no such job · 64 usage
        75 try again · 78 wrong account or configuration · 124 follow timed out
      """,
    version: GeuseVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Produce", subcommands: [LaunchCommand.self, WaitCommand.self, TagCommand.self, TerminateCommand.self]),
      CommandGroup(name: "Inspect", subcommands: [StatusCommand.self, ListCommand.self]),
      CommandGroup(name: "Operate", subcommands: [RequeueCommand.self, CancelCommand.self, MigrateCommand.self]),
      CommandGroup(name: "Run", subcommands: [WorkerCommand.self, SimulatorCommand.self]),
    ])

  package init() {}
}

package enum GeuseVersion {
  package static let text = "0.1.0"
}
