/// The states of an instance, with EC2's codes for them.
enum InstanceState: String, Sendable {
  case pending
  case running
  case shuttingDown = "shutting-down"
  case terminated
  case stopping
  case stopped

  var code: Int {
    switch self {
    case .pending: 0
    case .running: 16
    case .shuttingDown: 32
    case .terminated: 48
    case .stopping: 64
    case .stopped: 80
    }
  }
}
