import JobModel

/// One order of steps on jobs of its own: the store, EC2 behind it, and what everybody was told.
///
/// Region and deployment are its own too, so that many of them can share a store.
final class Scene {
  let bench: Bench
  let serial: Int
  var ec2 = EC2Tokens()
  var told = Told()
  /// The jobs that the starting state made, in its order.
  var jobs: [JobID] = []
  /// What a worker of the starting state knows, for the participant that goes on as this worker.
  var worker: Memory?
  /// Every job as it stood after the last step.
  var records: [JobID: JobRecord] = [:]
  private var requests = 0

  init(bench: Bench, serial: Int) {
    self.bench = bench
    self.serial = serial
  }

  var store: any JobStore { bench.store }
  var now: Timestamp { bench.clock.now }
  var region: String { "region-\(serial)" }
  var deployment: String { "order-\(serial)" }

  func uuid() -> String {
    requests += 1
    return "\(serial)-\(requests)"
  }

  func expect(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
    if !condition { throw Violation(sentence: sentence()) }
  }

  func expect(_ job: JobID, _ states: JobState...) { told.expected[job] = Set(states) }
}

/// What the store did that it must not do.
struct Violation: Error {
  var sentence: String
}
