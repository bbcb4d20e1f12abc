import JobModel
import Logging

extension Error {
  /// Whether the store does not answer for now.
  var isOutage: Bool {
    if case .unavailable? = self as? StoreError { true } else { false }
  }
}

extension WorkerContext {
  /// Says what could not be done; of an outage of the store only that it began, whoever meets it first.
  func report(_ error: any Error, _ message: Logger.Message, _ facts: Logger.Metadata = [:]) {
    if case StoreError.unavailable(let path, let reason, _) = error, outage.begin() {
      logger.error(
        "the database does not answer: nothing is sent to EC2 meanwhile, and nothing is lost",
        metadata: ["database": "\(path)", "error": "\(reason)"])
    }
    logger.log(
      level: error.isOutage ? .debug : .error, message, metadata: facts.merging(["error": "\(error)"]) { $1 })
  }

  /// The store has answered.
  /// - Returns: whether it had not before.
  @discardableResult
  func hearStore() -> Bool {
    guard let length = outage.end() else { return false }
    logger.notice("the database answers again", metadata: ["seconds": "\(length.components.seconds)"])
    return true
  }
}
