import JobModel

/// Somebody who calls the store, as a short sequence of steps between which others come in.
struct Participant: Sendable {
  let name: String
  let steps: [Step]

  init(_ name: String, _ steps: [Step]) {
    self.name = name
    self.steps = steps
  }
}

/// One call, with what its caller does around it that nobody else can see.
struct Step: Sendable {
  let name: String
  let act: @Sendable (Scene, inout Memory) async throws -> Reply

  init(_ name: String, _ act: @escaping @Sendable (Scene, inout Memory) async throws -> Reply) {
    self.name = name
    self.act = act
  }
}

/// What the store answered, as far as it decides what its caller does next.
enum Reply {
  /// It goes on.
  case accepted
  /// Told that nothing was written, which the judge holds the store to; the caller ends.
  case refused
  /// Nothing to do, or all done; the caller ends.
  case ended
  /// The machine starts again: nobody else lives on.
  case rebooted
}

/// What a participant remembers between its steps.
struct Memory {
  let holder: String
  var jobs: [ClaimedJob] = []
  var request: LaunchRequest?
  var fence: Fence?
  var send: Int64?
  var answer: EC2Answer?
  var polls: [PollingJob] = []

  init(holder: String) { self.holder = holder }
}
