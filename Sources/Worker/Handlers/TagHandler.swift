import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// Tags instances with their volumes and spot requests, in as few calls as the tag sets allow.
struct TagHandler: Sendable {
  /// How many resources one CreateTags takes.
  static let resourcesPerCall = 1_000
  /// How many values one filter takes.
  static let valuesPerFilter = 200

  let context: WorkerContext

  func run(_ jobs: [ClaimedJob], region: String) async throws -> [JobFinish] {
    let (targets, finishes) = Target.find(jobs)
    guard !targets.isEmpty else { return finishes }
    do {
      let client = try await context.regions.client(for: region)
      let ids = Array(Set(targets.map(\.instanceID))).sorted()
      var found: [Instance] = []
      for part in ids.chunks(of: Self.valuesPerFilter) {
        found += try await client.describeInstances(ids: [], filters: [EC2Filter("instance-id", part)])
      }
      CrashPoint.tagListed.reach()
      let instances = Dictionary(found.map { ($0.instanceID, $0) }, uniquingKeysWith: { first, _ in first })
      var answered = finishes
      for group in Dictionary(grouping: targets, by: \.tags).values {
        answered += try await tag(group, instances, client)
      }
      return answered
    } catch let error as AWSError {
      return finishes + (try await failed(targets, error, calls: 1))
    }
  }

  private func tag(
    _ targets: [Target], _ instances: [String: Instance], _ client: any EC2API
  ) async throws -> [JobFinish] {
    let known = targets.filter { instances[$0.instanceID] != nil }
    // Reads lag behind writes: an instance that is not listed yet is tried again, for a while.
    var finishes: [JobFinish] = []
    for target in targets where instances[target.instanceID] == nil {
      finishes += try await failed([target], .notFound(target.instanceID, region: client.region), calls: 1)
    }
    for part in known.chunks(of: Self.resourcesPerCall / 16) {
      let resources = part.map { (target: $0, ids: instances[$0.instanceID]?.taggableIDs ?? [$0.instanceID]) }
      do {
        try await client.createTags(
          resources: Array(Set(resources.flatMap(\.ids))).sorted(),
          tags: part[0].tags.sorted { $0.key < $1.key }.map { ResourceTag($0.key, $0.value) })
        CrashPoint.tagAnswered.reach()
        finishes += resources.map {
          let result = TagResult(instanceID: $0.target.instanceID, resources: $0.ids)
          return JobFinish($0.target.job.fence, .succeed(.tagged(result)), calls: 2)
        }
      } catch {
        // What is wrong with one resource refuses the whole call: the others go on without it.
        guard part.count > 1, error.isAboutOneResource else {
          finishes += try await failed(part, error, calls: 2)
          continue
        }
        for target in part { finishes += try await tag([target], instances, client) }
      }
    }
    return finishes
  }

  private func failed(_ targets: [Target], _ error: AWSError, calls: Int) async throws -> [JobFinish] {
    try await CallFailure(context: context).finishes(
      targets.map { (job: $0.job, instance: $0.instanceID) }, error, calls: calls)
  }

  private struct Target {
    let job: ClaimedJob
    let instanceID: String
    let tags: [String: String]

    /// The jobs that have something to tag, and the end of those that have not.
    static func find(_ jobs: [ClaimedJob]) -> ([Target], [JobFinish]) {
      var targets: [Target] = []
      var finishes: [JobFinish] = []
      for job in jobs {
        guard let instanceID = job.instanceID, case .tag(let spec) = job.spec else {
          finishes.append(JobFinish(job.fence, .fail(.nothingToActOn(job))))
          continue
        }
        targets.append(Target(job: job, instanceID: instanceID, tags: spec.tags))
      }
      return (targets, finishes)
    }
  }
}

extension Instance {
  /// The instance, its volumes and its spot request.
  var taggableIDs: [String] { [instanceID] + volumeIDs + [spotInstanceRequestID].compactMap(\.self) }
}

extension AWSError {
  /// Whether a refusal of a call about many may be the fault of one of them.
  fileprivate var isAboutOneResource: Bool {
    [.input, .quota, .reference, .propagation].contains(ErrorClass(self))
  }

  /// What EC2 would say of an id that its lists do not show.
  static func notFound(_ instanceID: String, region: String) -> AWSError {
    AWSError(
      action: "DescribeInstances", origin: .envelope, code: "InvalidInstanceID.NotFound",
      message: "the instance ID '\(instanceID)' does not exist", status: 400, region: region)
  }
}

extension Array {
  /// Runs of at most that many elements, in order.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
