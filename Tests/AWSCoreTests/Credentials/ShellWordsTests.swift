import Foundation
import Testing

@testable import AWSCore

/// Command lines, split as Python's shlex splits them (`make-shell-vectors.py`).
struct ShellWordsTests {
  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let line: String
    /// Nil where shlex refuses.
    let words: [String]?

    var testDescription: String { line.debugDescription }
  }

  static let vectors: [Vector] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/shell-vectors.json")
    return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode([Vector].self, from: $0) } ?? []
  }()

  @Test func thereAreVectors() {
    #expect(Self.vectors.count > 40)
  }

  @Test(arguments: vectors)
  func splitsAsShlex(_ vector: Vector) {
    #expect(ShellWords.split(vector.line) == vector.words)
  }
}
