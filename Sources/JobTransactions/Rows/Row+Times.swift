import JobModel

extension Row {
  func timestamp(_ index: Int) -> Timestamp { Timestamp(rawValue: self[index]) }

  func timestampIfAny(_ index: Int) -> Timestamp? {
    let value: Int64? = self[index]
    return value.map(Timestamp.init(rawValue:))
  }

  /// Two columns: which boot, and the milliseconds since.
  func bootTimeIfAny(_ index: Int) -> BootTime? {
    guard let bootID: String = self[index], let milliseconds: Int64 = self[index + 1] else { return nil }
    return BootTime(bootID: bootID, milliseconds: milliseconds)
  }

  /// Three columns: the wall clock's time, then the boot clock's.
  func momentIfAny(_ index: Int) -> Moment? {
    timestampIfAny(index).map { Moment(wall: $0, boot: bootTimeIfAny(index + 1)) }
  }
}
