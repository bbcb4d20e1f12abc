/// Why an instance is in its state.
struct StateReason: Sendable, Equatable {
  let code: String
  let message: String

  init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// Source: AWS, "StateReason" in the EC2 API reference.
  init(_ code: String, message: String? = nil) {
    self.init(code: code, message: message ?? Self.messages[code].map { "\(code): \($0)" } ?? code)
  }

  private static let messages = [
    "Client.InstanceInitiatedShutdown": "Instance initiated shutdown",
    "Client.InternalError": "Client error on launch",
    "Client.InvalidSnapshot.NotFound": "The snapshot was not found",
    "Client.UserInitiatedShutdown": "User initiated shutdown",
    "Client.VolumeLimitExceeded": "Volume limit exceeded",
    "Server.InsufficientInstanceCapacity": "There was insufficient capacity available to satisfy the launch request",
    "Server.InternalError": "Internal error on launch",
    "Server.ScheduledStop": "Stopped due to a scheduled retirement",
    "Server.SpotInstanceShutdown": "Spot Instance shutdown",
    "Server.SpotInstanceTermination": "Spot Instance termination",
  ]
}
