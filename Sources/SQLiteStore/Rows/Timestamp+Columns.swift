import GRDB
import JobModel

extension Row {
  func timestamp(_ index: Int) -> Timestamp { Timestamp(rawValue: self[index]) }

  func timestampIfAny(_ index: Int) -> Timestamp? {
    let value: Int64? = self[index]
    return value.map(Timestamp.init(rawValue:))
  }
}
