import JobModel

extension StoreError {
  /// Whether whoever has the store open will never use it again: it is no longer the queue's.
  var isForGood: Bool {
    switch self {
    case .replaced, .moved: true
    default: false
    }
  }
}
