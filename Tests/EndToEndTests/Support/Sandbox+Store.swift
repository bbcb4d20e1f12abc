import JobModel
import SQLiteStore

extension Sandbox {
  /// The database, for what no command shows or does.
  func store() throws -> any JobStore { try SQLiteJobStore(path: database, openMode: .existing(upgrade: false)) }

  /// Makes the database, as the first enqueuing verb does.
  func makeDatabase() throws { try SQLiteJobStore(path: database).close() }

  /// What is on record about launch requests now, oldest first.
  func launchRequests() async throws -> [LaunchRequest] {
    let store = try store()
    var requests: [LaunchRequest] = []
    while let request = try await store.launchRequest(Int64(requests.count + 1)) { requests.append(request) }
    return requests
  }
}
