import ArgumentParser

/// Puts load on the store, beside a bare loop over the same library: one process of a figure, which the runner starts.
///
/// Each subcommand prints one JSON object on standard output.
@main
struct StoreBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One process of a benchmark of the store; Benchmarks/run.py starts them.",
    subcommands: [
      Fill.self, Cycle.self, EnqueueSingle.self, BareFill.self, BareCycle.self, BareEnqueue.self, WaitForHint.self,
      EnqueueTimed.self,
    ])
}
