package import JobModel

/// Encodes results; one that follows its like is encoded once.
package final class ResultWriter {
  private var last: (result: JobResult, json: String)?

  package init() {}

  package func json(of result: JobResult) throws -> String {
    if let last, last.result == result { return last.json }
    let json = try result.canonicalJSON()
    last = (result, json)
    return json
  }
}
