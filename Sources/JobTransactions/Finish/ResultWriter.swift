import JobModel

/// Encodes results; one that follows its like is encoded once.
final class ResultWriter {
  private var last: (result: JobResult, json: String)?

  func json(of result: JobResult) async throws -> String {
    if let last, last.result == result { return last.json }
    let json = try result.canonicalJSON()
    last = (result, json)
    return json
  }
}
