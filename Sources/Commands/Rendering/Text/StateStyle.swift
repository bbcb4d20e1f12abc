import JobModel

/// How the words of states stand out.
enum StateStyle {
  @Sendable static func job(_ word: String) -> TextStyle? {
    switch ShownState(rawValue: word) {
    case .succeeded: .good
    case .failed: .bad
    case .retrying: .doubtful
    case .running, .polling: .busy
    case .blocked, .scheduled, .cancelled: .quiet
    case .ready, nil: nil
    }
  }

  /// An attempt's outcome.
  @Sendable static func outcome(_ word: String) -> TextStyle? {
    switch Attempt.Outcome(rawValue: word) {
    case .succeeded: .good
    case .failed: .bad
    case .retrying, .rescued: .doubtful
    case .running, .polling: .busy
    case .released, .cancelled: .quiet
    case nil: nil
    }
  }
}
