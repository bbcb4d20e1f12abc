package import ArgumentParser

/// The root of the command line.
package struct GeuseCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "geuse",
    abstract: "turns EC2 launches into durable jobs",
    discussion: """
      A script enqueues launches, waits and tags; any number of workers carry them
      out against EC2, ride out capacity shortages, and record every attempt.
      Never a launch twice, never a job lost.

      EXAMPLES
        Enqueue three launches, each with a wait:
          geuse launch --name web --count 3 --then-wait
        Carry out what is ready, then stop:
          geuse worker --until-idle
        Both in one: launch now and wait here:
          geuse launch --name web --then-wait --follow
        What happened to job 1:
          geuse status 1 --attempts

      EXIT CODES
          0  done
          1  could not be done; with --follow or --exit-status, a job failed
          2  no such job or instance
         64  usage: nothing was written
         75  try again later
         78  wrong account or configuration
        124  --follow-timeout passed
        130  interrupted

      TOPICS
        geuse help states, geuse help exit-codes, geuse help errors,
        geuse help safety, geuse help postgres
      """,
    version: GeuseVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Produce",
        subcommands: [
          LaunchCommand.self, WaitCommand.self, TagCommand.self, TerminateCommand.self, EnqueueCommand.self,
        ]),
      CommandGroup(name: "Inspect", subcommands: [StatusCommand.self, ListCommand.self, InstancesCommand.self]),
      CommandGroup(
        name: "Operate",
        subcommands: [
          RequeueCommand.self, CancelCommand.self, PauseCommand.self, ResumeCommand.self, OfferingsCommand.self,
          PruneCommand.self, BackupCommand.self, DoctorCommand.self, MigrateCommand.self,
        ]),
      CommandGroup(name: "Run", subcommands: [WorkerCommand.self, SimulatorCommand.self]),
    ])

  package init() {}

  static var verbs: [String] {
    configuration.groupedSubcommands.flatMap { $0.subcommands }.compactMap { $0.configuration.commandName }
  }
}

package enum GeuseVersion {
  package static let text = "0.1.0"
}
