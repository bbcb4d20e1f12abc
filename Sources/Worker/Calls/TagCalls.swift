import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// The CreateTags calls of one unit of work, and what came of them.
struct TagCalls {
  /// How many calls may be spent on finding out which resources are to blame.
  private static let budget = 32
  /// How often EC2's word is taken for which those are, before they are looked for in halves.
  private static let tries = 3

  private let client: any EC2API
  private var spent = 0
  /// Why nothing more is asked: what is throttled, or not allowed, is so for all.
  private var halt: AWSError?
  private(set) var tagged: [TagTarget] = []
  private(set) var failures: [(targets: [TagTarget], error: AWSError)] = []
  /// For which nothing was left of the budget.
  private(set) var left: [(targets: [TagTarget], error: AWSError)] = []

  init(_ client: any EC2API) { self.client = client }

  /// Tags these alike. What is wrong with one resource refuses the whole call: the others go on without it.
  mutating func tag(_ batch: [TagTarget]) async { await tag(batch, tries: Self.tries, because: nil) }

  private mutating func tag(_ batch: [TagTarget], tries: Int, because cause: AWSError?) async {
    guard let first = batch.first else { return }
    if let halt { return failures.append((batch, halt)) }
    if let cause, spent >= Self.budget { return left.append((batch, cause)) }
    spent += 1
    do {
      try await client.createTags(
        resources: Array(Set(batch.flatMap(\.resources))).sorted(),
        tags: first.tags.sorted { $0.key < $1.key }.map { ResourceTag($0.key, $0.value) })
      CrashPoint.tagAnswered.reach()
      tagged += batch
    } catch {
      await isolate(batch, error, tries: tries)
    }
  }

  private mutating func isolate(_ batch: [TagTarget], _ error: AWSError, tries: Int) async {
    if [.throttled, .credentials].contains(ErrorClass(error)) { halt = error }
    let named = error.origin == .envelope ? error.named(among: batch.flatMap(\.resources)) : []
    guard batch.count > 1, halt == nil, error.isAboutOneResource || !named.isEmpty else {
      return failures.append((batch, error))
    }
    guard named.isEmpty || tries == 0 else {
      let isBad = { (target: TagTarget) in !named.isDisjoint(with: target.resources) }
      failures.append((batch.filter(isBad), error))
      return await tag(batch.filter { !isBad($0) }, tries: tries - 1, because: error)
    }
    let middle = batch.count / 2
    await tag(Array(batch[..<middle]), tries: tries, because: error)
    await tag(Array(batch[middle...]), tries: tries, because: error)
  }
}

extension AWSError {
  /// Whether a refusal of a call about many may be the fault of one of them.
  fileprivate var isAboutOneResource: Bool {
    code == "TagLimitExceeded" || [.quota, .reference, .propagation].contains(ErrorClass(self))
  }
}
