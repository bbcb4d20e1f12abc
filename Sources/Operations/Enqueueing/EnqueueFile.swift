import JobModel

/// Lines of jobs as they are read one by one; nothing is asked of a store.
package struct EnqueueFile {
  /// As many jobs as one transaction shall take.
  package static let maxJobs = 100_000
  /// Of one line, in bytes: enough for 16 KiB of user data and 45 tags with every character escaped.
  package static let maxLineLength = 1 << 20
  /// Beyond these, problems are only counted.
  private static let keptProblems = 1_000

  private let source: EnqueueSource
  private var lines: [EnqueueLine] = []
  private var lineOfKey: [String: Int] = [:]
  private var problems: [FieldProblem] = []
  private var problemCount = 0
  /// Whether some line could not be read at all, so that nobody knows which key it had.
  private var hasUnreadable = false
  /// Whether a line was left out for the number of those before it.
  private var isFull = false

  package init(_ source: EnqueueSource) { self.source = source }

  /// - Parameter number: the line's, from 1.
  package mutating func add(_ bytes: [UInt8], number: Int) {
    let (line, found) = EnqueueLine.read(bytes, number: number, source: source)
    for problem in found { note(problem) }
    guard let line else {
      hasUnreadable = true
      return
    }
    if let key = line.uniqueKey {
      if let other = lineOfKey[key] {
        note(FieldProblem(line: number, path: "unique_key", value: key.shown, allowed: "line \(other) has it already"))
      } else {
        lineOfKey[key] = number
      }
    }
    guard lines.count < Self.maxJobs else {
      if !isFull { note(FieldProblem(line: number, "at most \(Self.maxJobs) jobs at a time")) }
      isFull = true
      return
    }
    lines.append(line)
  }

  package mutating func addTooLong(number: Int) {
    hasUnreadable = true
    note(FieldProblem(line: number, "longer than \(Self.maxLineLength) bytes"))
  }

  package var isEmpty: Bool { lines.isEmpty && problemCount == 0 }

  /// - Throws: everything that is wrong with any line.
  package consuming func plan() throws(EnqueueRefusal) -> EnqueuePlan {
    var plan = EnqueuePlan(lines: lines)
    for problem in plan.order(hasUnreadable: hasUnreadable) { note(problem) }
    for problem in plan.place(region: source.region) { note(problem) }
    guard problemCount == 0 else {
      throw EnqueueRefusal(problems: problems.sorted { $0.line < $1.line }, count: problemCount)
    }
    return plan
  }

  private mutating func note(_ problem: FieldProblem) {
    problemCount += 1
    if problems.count < Self.keptProblems { problems.append(problem) }
  }
}
