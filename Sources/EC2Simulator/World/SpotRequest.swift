import Foundation

/// A one-time spot request, made by RunInstances.
struct SpotRequest: Sendable, Identifiable {
  let id: String
  let instanceID: String
  let createdAt: Date
  /// US dollars an hour, as text the way EC2 gives it.
  let maxPrice: String
  var tags: Tags
  /// By time, some of it still to come.
  private var history: [SpotStatus]
  private var isCancelled = false

  init(id: String, instanceID: String, createdAt: Date, maxPrice: String, tags: Tags) {
    self.id = id
    self.instanceID = instanceID
    self.createdAt = createdAt
    self.maxPrice = maxPrice
    self.tags = tags
    history = [SpotStatus("fulfilled", at: createdAt)]
  }

  func status(at now: Date) -> SpotStatus {
    history.last { $0.updatedAt <= now } ?? history[0]
  }

  /// Adds what it will say from that moment on.
  mutating func schedule(_ status: SpotStatus) {
    let index = history.firstIndex { $0.updatedAt > status.updatedAt } ?? history.endIndex
    history.insert(status, at: index)
  }

  /// It says this from now on, whatever was to come.
  mutating func settle(_ code: String, at now: Date) {
    history.removeAll { $0.updatedAt > now }
    history.append(SpotStatus(code, state: isCancelled ? "cancelled" : nil, at: now))
  }

  /// Cancels a request that is open or active; its instance goes on.
  ///
  /// - Returns: the state that it is in then.
  mutating func cancel(at now: Date) -> String {
    switch status(at: now).state {
    case "open":
      isCancelled = true
      settle("canceled-before-fulfillment", at: now)
    case "active", "disabled":
      isCancelled = true
      settle("request-canceled-and-instance-running", at: now)
    default: break
    }
    return status(at: now).state
  }
}
