/// A volume that a launch asks for, defaults filled in.
struct DevicePlan: Sendable, Equatable {
  let name: String
  /// GiB.
  var size: Int
  var type: String
  var iops: Int?
  /// MiB a second.
  var throughput: Int?
  var encrypted: Bool
  var deleteOnTermination: Bool
  var snapshotID: String?
}
