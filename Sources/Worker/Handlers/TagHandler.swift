import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// Tags instances with their volumes and spot requests, in as few calls as the tag sets allow.
struct TagHandler: Sendable {
  let context: WorkerContext

  func run(_ jobs: [ClaimedJob], region: String) async throws -> [JobFinish] {
    var (targets, finishes) = TagTarget.find(jobs)
    guard !targets.isEmpty else { return finishes }
    do {
      let client = try await context.regions.client(for: region)
      let ids = Array(Set(targets.map(\.instanceID))).sorted()
      var found: [String: [String]] = [:]
      for part in ids.chunks(of: CallSize.filterValues) {
        for instance in try await client.describeInstances(ids: [], filters: [EC2Filter("instance-id", part)]) {
          found[instance.instanceID] = instance.taggableIDs
        }
      }
      CrashPoint.tagListed.reach()
      for index in targets.indices { targets[index].resources = found[targets[index].instanceID] ?? [] }
      // Reads lag behind writes: an instance that is not listed yet is tried again, for a while.
      let unseen = targets.filter(\.resources.isEmpty)
      if let first = unseen.first {
        finishes += try await failed(unseen, .notFound(first.instanceID, region: region), calls: 1)
      }
      var calls = TagCalls(client)
      for batch in TagTarget.batches(targets.filter { !$0.resources.isEmpty }) { await calls.tag(batch) }
      return finishes + (try await ends(of: calls))
    } catch let error as AWSError {
      return finishes + (try await failed(targets, error, calls: 1))
    }
  }

  private func ends(of calls: TagCalls) async throws -> [JobFinish] {
    var finishes = calls.tagged.map { target in
      let result = TagResult(instanceID: target.instanceID, resources: target.resources)
      return JobFinish(target.job.fence, .succeed(.tagged(result)), calls: 2)
    }
    for (targets, error) in calls.failures { finishes += try await failed(targets, error, calls: 2) }
    for (targets, error) in calls.left {
      finishes += CallFailure(context: context).retries(
        targets.map { (job: $0.job, instance: $0.instanceID) }, error, calls: 2)
    }
    return finishes
  }

  private func failed(_ targets: [TagTarget], _ error: AWSError, calls: Int) async throws -> [JobFinish] {
    try await CallFailure(context: context).finishes(
      targets.map { (job: $0.job, instance: $0.instanceID) }, error, calls: calls)
  }
}

extension Instance {
  /// The instance, its volumes and its spot request.
  var taggableIDs: [String] { [instanceID] + volumeIDs + [spotInstanceRequestID].compactMap(\.self) }
}
