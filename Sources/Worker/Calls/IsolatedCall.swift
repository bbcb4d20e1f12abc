import AWSCore
import JobModel
import LaunchPolicy

/// A call about many instances that one of them refuses as a whole, for it is unknown, or must not be touched: the others
/// are asked for again without it.
struct IsolatedCall<Answer> {
  /// How often EC2's word is taken for which ids are bad, before they are looked for in halves.
  private static var tries: Int { 3 }
  /// After so many that were refused alone, and none that was not, it is not the instances that are to blame.
  private static var refusedAloneAtMost: Int { 2 }

  private(set) var answers: [Answer] = []
  /// Why there is no answer about an id; an answer may leave out others.
  private(set) var errors: [String: AWSError] = [:]
  /// About which nobody was asked: the calls were given up.
  private(set) var left: [String] = []
  /// Whether a refusal for want of permission may be the fault of one: of a protected one, or by a policy about tags.
  private let isolatesPermission: Bool
  private var refusedAlone = 0
  private let call: ([String]) async throws -> [Answer]?

  /// - Parameter call: answers nil where it was not made and none shall be any more. Only an `AWSError` is a refusal.
  init(
    _ ids: [String], isolatesPermission: Bool = false, call: @escaping ([String]) async throws -> [Answer]?
  ) async throws {
    self.isolatesPermission = isolatesPermission
    self.call = call
    try await ask(ids, tries: Self.tries)
  }

  private mutating func ask(_ ids: [String], tries: Int) async throws {
    guard !ids.isEmpty else { return }
    guard left.isEmpty else {
      left += ids
      return
    }
    do {
      guard let told = try await call(ids) else {
        left += ids
        return
      }
      answers += told
    } catch let error as AWSError {
      try await isolate(ids, error, tries: tries)
    }
  }

  private mutating func isolate(_ ids: [String], _ error: AWSError, tries: Int) async throws {
    guard mayBeOfOne(error), ids.count > 1 else {
      if ids.count == 1, !error.isAboutInstanceIDs { refusedAlone += 1 }
      return note(ids, error)
    }
    let bad = error.named(among: ids)
    if !bad.isEmpty, tries > 0 {
      note(ids.filter(bad.contains), error)
      return try await ask(ids.filter { !bad.contains($0) }, tries: tries - 1)
    }
    let middle = ids.count / 2
    try await ask(Array(ids[..<middle]), tries: tries)
    // What befell the first half for another reason would befall the second.
    if let other = errors.values.first(where: { !mayBeOfOne($0) }) {
      return note(Array(ids[middle...]), other)
    }
    try await ask(Array(ids[middle...]), tries: tries)
  }

  private func mayBeOfOne(_ error: AWSError) -> Bool {
    if error.isAboutInstanceIDs { return true }
    guard isolatesPermission, error.origin == .envelope, ErrorClass(error) == .permission else { return false }
    return !answers.isEmpty || refusedAlone < Self.refusedAloneAtMost
  }

  private mutating func note(_ ids: [String], _ error: AWSError) { for id in ids { errors[id] = error } }
}
