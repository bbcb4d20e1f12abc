import Foundation

/// The faults that are still to strike, in the order they were added.
struct FaultList: Sendable {
  private struct Dated: Sendable {
    var fault: Fault
    let addedAt: Date
  }

  private var dated: [Dated] = []
  private var random: SplitMix64

  var faults: [Fault] { dated.map(\.fault) }

  /// - Parameter seed: fixes which calls a fault with a probability strikes.
  init(_ faults: [Fault] = [], seed: UInt64 = 0, at now: Date) {
    random = SplitMix64(seed: seed)
    for fault in faults { add(fault, at: now) }
  }

  mutating func add(_ fault: Fault, at now: Date) {
    dated.append(Dated(fault: fault, addedAt: now))
  }

  mutating func removeAll() {
    dated = []
  }

  /// The fault that strikes this call, if any; counts it against the first that matches.
  ///
  /// A fault that is still skipping, or that let this call get away, lets later ones look at it.
  mutating func strike(_ call: CallFacts, at now: Date) -> Fault? {
    for index in dated.indices where dated[index].fault.matches(call) && isOpen(dated[index], at: now) {
      let fault = dated[index].fault
      guard dated[index].fault.dose.strikes(&random) else { continue }
      if dated[index].fault.dose.isSpent { dated.remove(at: index) }
      return fault
    }
    return nil
  }

  /// Changes some of the bytes; which ones and into what, the seed says.
  mutating func garble(_ bytes: [UInt8]) -> [UInt8] {
    Spoiling.garble(bytes, &random)
  }

  private func isOpen(_ dated: Dated, at now: Date) -> Bool {
    let age = Duration.seconds(now.timeIntervalSince(dated.addedAt))
    return dated.fault.startsAfter.map { age >= $0 } ?? true && dated.fault.endsAfter.map { age < $0 } ?? true
  }
}
