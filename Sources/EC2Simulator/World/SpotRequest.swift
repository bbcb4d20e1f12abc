import Foundation

/// A one-time spot request, made by RunInstances and fulfilled at once.
struct SpotRequest: Sendable, Identifiable {
  struct Status: Sendable, Equatable {
    let state: String
    let code: String
    let message: String
    let updatedAt: Date
  }

  let id: String
  let instanceID: String
  let createdAt: Date
  /// US dollars an hour, as text the way EC2 gives it.
  let maxPrice: String
  var tags: Tags

  /// Source: AWS, "Spot request status" in the EC2 user guide.
  func status(of lifecycle: Lifecycle) -> Status {
    guard let end = lifecycle.end else {
      return Status(
        state: "active", code: "fulfilled", message: "Your spot request is fulfilled.", updatedAt: createdAt)
    }
    return Status(
      state: "closed", code: "instance-terminated-by-user",
      message: "Your Spot Instance was terminated because you terminated it.", updatedAt: end.at)
  }
}
