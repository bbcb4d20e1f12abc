import JobModel

extension JobCatalog {
  /// The jobs that a selection means, newest first.
  /// - Throws: exit 2 for a named job that does not exist, or a named instance that no job knows.
  func choose(_ selection: Selection, limit: Int? = nil, attempts: Bool = false) async throws -> [JobRecord] {
    try await requireJobs(selection.ids)
    for instance in try await unknown(selection.instanceIDs) {
      throw CommandFailure(.noSuchJob, "there is no job for instance \(instance)", hint: "list jobs: geuse list")
    }
    return try await jobs(selection, limit: limit, attempts: attempts)
  }

  /// - Throws: ``StoreError/noSuchJob(_:)`` for the first of these ids that names no job.
  func requireJobs(_ ids: [JobID]) async throws {
    guard !ids.isEmpty else { return }
    let known = Set(try await jobs(Selection(ids: ids), limit: nil, attempts: false).map(\.id))
    if let missing = ids.first(where: { !known.contains($0) }) { throw StoreError.noSuchJob(missing) }
  }

  /// Those of these instances that no job of this database is about.
  private func unknown(_ instances: [String]) async throws -> [String] {
    var unknown: [String] = []
    for instance in instances
    where try await jobs(Selection(instanceIDs: [instance]), limit: 1, attempts: false).isEmpty {
      unknown.append(instance)
    }
    return unknown
  }
}
