import AWSCore
import LaunchPolicy

/// A call about many instances that one bad id refuses as a whole: the others are asked for again without it.
struct IsolatedCall<Answer> {
  /// How often EC2's word is taken for which ids are bad, before they are looked for in halves.
  private static var tries: Int { 3 }

  private(set) var answers: [Answer] = []
  /// Why there is no answer about an id; an answer may leave out others.
  private(set) var errors: [String: AWSError] = [:]
  private let call: ([String]) async throws(AWSError) -> [Answer]

  init(_ ids: [String], call: @escaping ([String]) async throws(AWSError) -> [Answer]) async {
    self.call = call
    await ask(ids, tries: Self.tries)
  }

  private mutating func ask(_ ids: [String], tries: Int) async {
    guard !ids.isEmpty else { return }
    do {
      answers += try await call(ids)
    } catch {
      await isolate(ids, error, tries: tries)
    }
  }

  private mutating func isolate(_ ids: [String], _ error: AWSError, tries: Int) async {
    guard error.isAboutInstanceIDs, ids.count > 1 else { return note(ids, error) }
    let bad = error.named(among: ids)
    if !bad.isEmpty, tries > 0 {
      note(ids.filter(bad.contains), error)
      return await ask(ids.filter { !bad.contains($0) }, tries: tries - 1)
    }
    let middle = ids.count / 2
    await ask(Array(ids[..<middle]), tries: tries)
    // What befell the first half for another reason would befall the second.
    if let other = errors.values.first(where: { !$0.isAboutInstanceIDs }) {
      return note(Array(ids[middle...]), other)
    }
    await ask(Array(ids[middle...]), tries: tries)
  }

  private mutating func note(_ ids: [String], _ error: AWSError) { for id in ids { errors[id] = error } }
}
