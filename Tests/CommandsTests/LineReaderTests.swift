import Foundation
import Testing

@testable import Commands

@Suite struct LineReaderTests {
  /// Everything read in pieces of that size.
  private func lines(_ text: String, pieces: Int, maxLength: Int = 10) throws -> [String] {
    var rest = Array(text.utf8)[...]
    var reader = LineReader(maxLength: maxLength) { _ in
      defer { rest = rest.dropFirst(pieces) }
      return Data(rest.prefix(pieces))
    }
    var lines: [String] = []
    while let line = try reader.next() {
      switch line {
      case .text(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("(too long)")
      }
    }
    return lines
  }

  @Test(
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("\n", [""]), ("é\r\nb\n", ["é\r", "b"]),
      ("0123456789\n", ["0123456789"]), ("0123456789a\nb\n", ["(too long)", "b"]),
      ("a\n0123456789a", ["a", "(too long)"]),
      ("0123456789a0123456789\nb", ["(too long)", "b"]),
    ], [1, 2, 7, 100])
  func linesAreTheSameInWhateverPiecesTheyCome(_ sample: (text: String, lines: [String]), pieces: Int) throws {
    #expect(try lines(sample.text, pieces: pieces) == sample.lines)
  }

  @Test func aTroubleOfReadingIsPassedOn() {
    struct Broken: Error {}
    var reader = LineReader(maxLength: 10) { _ in throw Broken() }
    #expect(throws: Broken.self) { try reader.next() }
  }
}
