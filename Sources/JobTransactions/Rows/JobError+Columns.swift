import JobModel

extension JobError {
  /// The five error columns from `first` on; nil where they are empty.
  init?(_ row: Row, from first: Int) {
    guard let code: String = row[first] else { return nil }
    let name: String = row[first + 1]
    self.init(
      code: code, class: ErrorClass(rawValue: name) ?? .unknown, message: row[first + 2], hint: row[first + 3],
      requestID: row[first + 4])
  }
}

extension JobError? {
  /// Arguments for the five error columns, in their order.
  var columns: Arguments {
    [self?.code, self?.errorClass.rawValue, self?.message, self?.hint, self?.requestID]
  }
}
