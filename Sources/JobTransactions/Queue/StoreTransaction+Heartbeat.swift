package import JobModel

extension StoreTransaction {
  /// Answers the fences that no longer hold.
  package func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence] {
    let expires = boot + lease
    var lost: [Fence] = []
    var requests: Set<Int64> = []
    for fence in fences {
      let extended = try await row(
        Statements.Lease.extend, [expires.bootID, expires.milliseconds, fence.id, fence.token, holder])
      guard let extended else {
        lost.append(fence)
        continue
      }
      if let request: Int64 = extended[0] { requests.insert(request) }
    }
    for request in requests.sorted() {
      try await run(Statements.Lease.extendRequest, [expires.bootID, expires.milliseconds, request, holder])
    }
    return lost
  }
}
