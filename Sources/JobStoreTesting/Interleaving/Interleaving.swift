import JobModel
import Testing

/// Every order that the steps of two or three participants may come in, each judged at every step and in the end.
package enum Interleaving {
  /// A case a starting state, on one store: its encounters share no jobs, and each order leaves nothing to do behind.
  package static let cases = Dictionary(grouping: Encounter.all, by: \.start.name).sorted { $0.key < $1.key }.map {
    start, encounters in
    ConformanceCase("nothing is lost or doubled in any order of steps: \(start)") { bench in
      var serial = 0
      for encounter in encounters where await !run(encounter, on: bench, &serial) { return }
    }
  }

  /// Runs its orders until one goes wrong; false where one did.
  private static func run(_ encounter: Encounter, on bench: Bench, _ serial: inout Int) async -> Bool {
    var schedule = Schedule()
    repeat {
      serial += 1
      let order = Order(scene: Scene(bench: bench, serial: serial), encounter: encounter)
      do {
        try await order.run(&schedule)
      } catch {
        let sentence = (error as? Violation)?.sentence ?? "\(error)"
        Issue.record("\(encounter.name): \(order.words.joined(separator: ", ")): \(sentence)")
        return false
      }
    } while schedule.advance(isSymmetric: encounter.isSymmetric)
    return true
  }
}

/// Participants who meet in a state of affairs.
struct Encounter: Sendable {
  let start: Start
  let participants: [Participant]

  init(_ start: Start, _ participants: Participant...) {
    self.start = start
    self.participants = participants
  }

  var name: String { "\(start.name): \(participants.map(\.name).joined(separator: " × "))" }

  /// Whether all participants do the same.
  var isSymmetric: Bool { participants.allSatisfy { $0.name == participants[0].name } }

  /// Each of some with each of the others.
  static func pairs(_ start: Start, _ some: [Participant], with others: [Participant]) -> [Encounter] {
    some.flatMap { one in others.map { Encounter(start, one, $0) } }
  }

  /// Every two of these, each with itself too.
  static func pairs(_ start: Start, _ participants: [Participant]) -> [Encounter] {
    participants.indices.flatMap { first in
      participants[first...].map { Encounter(start, participants[first], $0) }
    }
  }
}

/// One order, from its start until a healthy worker has nothing left to do.
final class Order {
  private let scene: Scene
  private let encounter: Encounter
  /// The steps so far.
  private(set) var words: [String] = []

  init(scene: Scene, encounter: Encounter) {
    self.scene = scene
    self.encounter = encounter
  }

  func run(_ schedule: inout Schedule) async throws {
    try await encounter.start.make(scene)
    try await scene.judge()
    let participants = encounter.participants
    var memories = participants.indices.map { Memory(holder: ["a", "b", "c"][$0]) }
    var next = participants.map { _ in 0 }
    while true {
      let alive = participants.indices.filter { next[$0] < participants[$0].steps.count }
      guard !alive.isEmpty else { break }
      let who = alive[alive.count == 1 ? 0 : schedule.choose(among: alive.count)]
      let step = participants[who].steps[next[who]]
      words.append("\(participants[who].name) (\(memories[who].holder)) \(step.name)")
      next[who] += 1
      let reply = try await step.act(scene, &memories[who])
      switch reply {
      case .accepted: break
      case .refused, .ended: next[who] = .max
      case .rebooted: for other in alive where other != who { next[other] = .max }
      }
      if case .refused = reply { words[words.count - 1] += " (refused)" }
      if case .refused = reply { try await scene.judge(nothingWritten: true) } else { try await scene.judge() }
    }
    words.append("recovery")
    try await scene.recover()
    try await scene.judgeEnd()
  }
}
