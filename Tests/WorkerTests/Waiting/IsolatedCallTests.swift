import AWSCore
import Testing

@testable import Worker

@Suite("A call about many that one of them refuses")
struct IsolatedCallTests {
  private static let refusal = AWSError(
    action: "DescribeInstanceStatus", origin: .envelope, code: "InvalidInstanceID.NotFound",
    message: "one of them does not exist", status: 400, region: "us-east-1")

  @Test("one that is given up is not made again, and what it was not asked about has neither answer nor error")
  func givenUp() async throws {
    var asked: [[String]] = []
    let told = try await IsolatedCall(["a", "b", "c", "d", "e", "f"]) { ids -> [String]? in
      asked.append(ids)
      // The first is found to be unknown, the second and third are known.
      if asked.count == 5 { return nil }
      if ids.contains("a") { throw Self.refusal }
      return ids
    }
    #expect(asked == [["a", "b", "c", "d", "e", "f"], ["a", "b", "c"], ["a"], ["b", "c"], ["d", "e", "f"]])
    #expect(told.errors.keys.sorted() == ["a"])
    #expect(told.answers == ["b", "c"])
    #expect(told.left == ["d", "e", "f"])
  }

  @Test func whatIsNoRefusalEndsIt() async throws {
    struct Trouble: Error {}
    await #expect(throws: Trouble.self) {
      _ = try await IsolatedCall(["a", "b"]) { _ -> [String]? in throw Trouble() }
    }
  }
}
