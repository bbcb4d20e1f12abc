import JobModel
import Testing

/// What is going on when a worker dies, and what must have become of it in the end.
struct CrashScene: Sendable {
  let name: String
  /// Enqueues, and spoils what is to be spoilt.
  let prepare: @Sendable (Sandbox, SimulatorProcess) async throws -> Void
  /// Job states in the order of their ids.
  let states: [String]
  /// How many instances live in the end.
  let living: Int

  static let launch = CrashScene("a launch", states: ["succeeded"], living: 1) { sandbox, _ in
    try await sandbox.geuse("launch").exits(0)
  }

  static let refusedLaunch = CrashScene("a launch that EC2 refuses", states: ["failed"], living: 0) { sandbox, _ in
    try await sandbox.geuse("launch", "--key-name", "nobodys").exits(0)
  }

  static let lostAnswer = CrashScene("a launch, its answer lost", states: ["succeeded"], living: 1) {
    sandbox, simulator in
    try await simulator.addFault("drop_after", action: "RunInstances")
    try await sandbox.geuse("launch").exits(0)
  }

  static let lostAnswers = CrashScene("a launch, two answers lost", states: ["succeeded"], living: 1) {
    sandbox, simulator in
    try await simulator.addFault("drop_after", action: "RunInstances", count: 2)
    try await sandbox.geuse("launch").exits(0)
  }

  /// Its first copy is unanswered, its second refused: the window must pass before it may move on.
  static let ambiguousRefusal = CrashScene("a launch, one answer lost, then refused", states: ["succeeded"], living: 1)
  {
    sandbox, simulator in
    try await simulator.addFault("drop_before", action: "RunInstances")
    try await simulator.withdraw(zone: "us-east-1a")
    try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b").exits(0)
  }

  static let cancelledInDoubt = CrashScene(
    "a launch cancelled while in doubt", states: ["cancelled", "succeeded"], living: 0
  ) { sandbox, simulator in
    try await CrashScene.launch.prepare(sandbox, simulator)
    try await sandbox.dies(at: "launch.answered")
    try await sandbox.geuse("cancel", "1").exits(0)
  }

  static let jointLaunch = CrashScene(
    "two launches in one request, room for one", states: ["succeeded", "succeeded"], living: 2
  ) {
    sandbox, simulator in
    try await simulator.capacity(#"{"zone":"us-east-1a","available":1}"#)
    try await JointRequest.during(2, in: sandbox, zones: ["us-east-1a", "us-east-1b"], lease: .seconds(1)) { _ in }
  }

  static let batch = CrashScene(
    "ten launches in one call", states: Array(repeating: "succeeded", count: 10), living: 10
  ) {
    sandbox, _ in
    try await sandbox.geuse("launch", "--count", "10").exits(0)
  }

  static let shortBatch = CrashScene(
    "ten launches in one call, room for four", states: Array(repeating: "succeeded", count: 10), living: 10
  ) { sandbox, simulator in
    try await simulator.capacity(#"{"zone":"us-east-1a","available":4}"#)
    try await sandbox.geuse(
      "launch", "--count", "10", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b"
    ).exits(0)
  }

  static let lostBatch = CrashScene(
    "ten launches in one call, its answer lost", states: Array(repeating: "succeeded", count: 10), living: 10
  ) { sandbox, simulator in
    try await simulator.addFault("drop_after", action: "RunInstances")
    try await sandbox.geuse("launch", "--count", "10").exits(0)
  }

  static let wait = CrashScene("a wait", states: ["succeeded", "succeeded"], living: 1) { sandbox, _ in
    try await sandbox.geuse("launch", "--then-wait").exits(0)
  }

  static let tag = CrashScene("a tag", states: ["succeeded", "succeeded"], living: 1) { sandbox, _ in
    try await sandbox.geuse("launch").exits(0)
    try await sandbox.geuse("tag", "1", "--tag", "a=b").exits(0)
  }

  static let terminate = CrashScene("a terminate", states: ["succeeded", "succeeded"], living: 0) { sandbox, _ in
    try await sandbox.geuse("launch", "--follow").exits(0)
    try await sandbox.geuse("terminate", "1").exits(0)
  }

  private init(
    _ name: String, states: [String], living: Int,
    prepare: @escaping @Sendable (Sandbox, SimulatorProcess) async throws -> Void
  ) {
    self.name = name
    self.states = states
    self.living = living
    self.prepare = prepare
  }
}
