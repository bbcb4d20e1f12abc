/// Jobs that one call to EC2 answers together.
package enum JobBatch {
  /// How many rows a claim looks through for jobs that go together.
  package static let window = 1_000

  /// The most that one batch of a kind holds: what a call takes, or what its handler cuts up itself.
  package static func most(_ kind: JobKind) -> Int {
    switch kind {
    case .launch, .terminate: 100
    case .wait, .tag: window
    }
  }

  /// What the jobs of one batch have in common.
  package struct Key: Sendable, Hashable {
    private let kind: JobKind
    private let region: String
    private let request: Int64?
    private let launch: Launch?

    private struct Launch: Hashable {
      let spec: Int64
      let deployment: String?
    }

    /// - Parameter request: the open launch request, whose members are never parted.
    package init(_ kind: JobKind, region: String, spec: Int64, deployment: String?, request: Int64?) {
      self.kind = kind
      self.region = region
      self.request = request
      launch = kind == .launch && request == nil ? Launch(spec: spec, deployment: deployment) : nil
    }

    fileprivate var most: Int { request == nil ? JobBatch.most(kind) : .max }
  }

  /// Splits jobs into batches, each in its jobs' order and all in that of their first ones.
  /// - Parameters:
  ///   - batches: how many there may be; what would begin another one is left out.
  ///   - limit: the most that may travel with a job, where it is fewer than usual.
  package static func split<Job>(
    _ jobs: [Job], batches most: Int = .max, key: (Job) -> Key, limit: (Job) -> Int?
  ) -> [[Job]] {
    var batches: [[Job]] = []
    // The batch of a key that still has room, and how many may be in it.
    var open: [Key: (index: Int, room: Int)] = [:]
    for job in jobs {
      let key = key(job)
      let limit = limit(job) ?? .max
      if let batch = open[key], batch.room > 0, batches[batch.index].count < limit {
        batches[batch.index].append(job)
        open[key] = (batch.index, min(batch.room - 1, limit - batches[batch.index].count))
      } else if batches.count < most {
        open[key] = (batches.count, min(key.most, limit) - 1)
        batches.append([job])
      }
    }
    return batches
  }
}
