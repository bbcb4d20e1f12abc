/// The faults that are still to strike, in the order they were added.
struct FaultList: Sendable {
  private(set) var faults: [Fault]

  init(_ faults: [Fault] = []) {
    self.faults = faults
  }

  mutating func add(_ fault: Fault) {
    faults.append(fault)
  }

  mutating func removeAll() {
    faults = []
  }

  /// The kind that strikes this call, if any; counts it against the first fault that matches.
  ///
  /// A fault that is still skipping lets later ones look at the call.
  mutating func strike(_ action: String?) -> Fault.Kind? {
    for index in faults.indices where faults[index].action == nil || faults[index].action == action {
      if faults[index].skip > 0 {
        faults[index].skip -= 1
        continue
      }
      guard faults[index].count > 0 else { continue }
      faults[index].count -= 1
      let kind = faults[index].kind
      if faults[index].count == 0 { faults.remove(at: index) }
      return kind
    }
    return nil
  }
}
