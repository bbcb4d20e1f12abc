import JobModel

extension Timestamp {
  static func seconds(_ seconds: Int64) -> Timestamp { Timestamp(rawValue: seconds * 1_000) }
}
