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
  /// - Parameter batches: how many there may be; what would begin another one is left out.
  package static func split<Job>(_ jobs: [Job], batches most: Int = .max, key: (Job) -> Key) -> [[Job]] {
    var batches: [[Job]] = []
    // The batch of a key that still has room.
    var open: [Key: Int] = [:]
    for job in jobs {
      let key = key(job)
      if let batch = open[key], batches[batch].count < key.most {
        batches[batch].append(job)
      } else if batches.count < most {
        open[key] = batches.count
        batches.append([job])
      }
    }
    return batches
  }
}
