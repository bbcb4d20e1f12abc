import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

@testable import Worker

@Suite("Tags and terminations in as few calls as can be")
struct BatchCallTests {
  private static func outcomes(_ finishes: [JobFinish]) -> [String: Int] {
    Dictionary(
      grouping: finishes,
      by: { finish in
        switch finish.outcome {
        case .succeed: "succeeded"
        case .retry(_, let error, _), .fail(let error): error.code
        default: "\(finish.outcome)"
        }
      }
    ).mapValues(\.count)
  }

  @Test("tag jobs share their look, and equal ones their call, up to a thousand resources")
  func tags() async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(610)
      let tags = try await bench.claim(behind: launches) { .tag(TagSpec(tags: ["a": $0 < 10 ? "b" : "c"])) }
      let finishes = try await TagHandler(context: bench.context()).run(tags, region: "us-east-1")
      #expect(Self.outcomes(finishes) == ["succeeded": 610])
      #expect(bench.calls("DescribeInstances") == 4)
      // Six hundred instances with a volume each are more than one call takes.
      #expect(bench.calls("CreateTags") == 3)
      let tagged = Dictionary(grouping: bench.simulator.snapshot().instances) { $0.tags["a"] ?? "" }
      #expect(tagged.mapValues(\.count) == ["b": 10, "c": 600])
    }
  }

  @Test("a resource that EC2 names is left out, and the others are tagged")
  func namedResource() async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(40)
      let tags = try await bench.claim(behind: launches) { _ in .tag(TagSpec(tags: ["a": "b"])) }
      let bad = try #require(tags[7].instanceID)
      var fault = Fault(action: "CreateTags", kind: .refuse, code: "InvalidInstanceID.NotFound")
      fault.message = "The instance ID '\(bad)' does not exist"
      bench.simulator.addFault(fault)
      let finishes = try await TagHandler(context: bench.context()).run(tags, region: "us-east-1")
      #expect(Self.outcomes(finishes) == ["succeeded": 39, "InvalidInstanceID.NotFound": 1])
      #expect(bench.calls("CreateTags") == 2)
    }
  }

  @Test("one that nobody names is found by halves, within bounds")
  func halves() async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(100)
      let tags = try await bench.claim(behind: launches) { _ in .tag(TagSpec(tags: ["a": "b"])) }
      bench.simulator.addFault(Fault(action: "CreateTags", kind: .refuse, count: .max, code: "TagLimitExceeded"))
      let finishes = try await TagHandler(context: bench.context()).run(tags, region: "us-east-1")
      #expect(finishes.count == 100)
      #expect(Self.outcomes(finishes) == ["TagLimitExceeded": 100])
      #expect(bench.calls("CreateTags") == 32)
      let put = finishes.filter { if case .retry(_, _, counted: false) = $0.outcome { true } else { false } }
      #expect(put.count > 50, "what was not found to be at fault does not fail")
    }
  }

  @Test(
    "what is throttled, or wrong with the tags themselves, is not asked again",
    arguments: [
      ("RequestLimitExceeded", 1), ("InvalidTagKey.Malformed", 2),
    ])
  func refused(code: String, calls: Int) async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(20)
      let tags = try await bench.claim(behind: launches) { .tag(TagSpec(tags: ["a": $0 < 10 ? "b" : "c"])) }
      bench.simulator.addFault(Fault(action: "CreateTags", kind: .refuse, count: .max, code: code))
      let finishes = try await TagHandler(context: bench.context()).run(tags, region: "us-east-1")
      #expect(Self.outcomes(finishes) == [code: 20])
      #expect(bench.calls("CreateTags") == calls)
    }
  }

  /// Protected from termination, or by a policy about its tags: the others cost money until they are gone.
  @Test(
    "one instance that must not be terminated keeps no other alive",
    arguments: [
      // EC2 names it: once more without it. It does not: halves, of which the second try at each is allowed.
      (true, 1, ["succeeded": 19, "OperationNotPermitted": 1], 2), (false, 2, ["succeeded": 20], 5),
      // Nothing is allowed: that is found out by two of them, not by each.
      (false, Int.max, ["OperationNotPermitted": 20], 6),
    ])
  func protected(isNamed: Bool, refusals: Int, outcomes: [String: Int], calls: Int) async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(20)
      let jobs = try await bench.claim(behind: launches) { _ in .terminate(TerminateSpec()) }
      var fault = Fault(
        action: "TerminateInstances", kind: .refuse, count: refusals, code: "OperationNotPermitted")
      let instance = try #require(jobs[3].instanceID)
      fault.message = "The instance '\(isNamed ? instance : "?")' may not be terminated."
      bench.simulator.addFault(fault)
      let finishes = try await TerminateHandler(context: bench.context()).run(jobs, region: "us-east-1")
      #expect(Self.outcomes(finishes) == outcomes)
      #expect(bench.calls("TerminateInstances") == calls)
    }
  }

  @Test("terminations go on without the ids that EC2 does not know")
  func terminations() async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.fleet(30)
      var jobs = try await bench.claim(behind: launches) { _ in .terminate(TerminateSpec()) }
      let unknown = ["i-00000000000000001", "i-00000000000000002", "i-00000000000000003"]
      let ids = try await bench.store.enqueue(
        unknown.map { NewJob(spec: .terminate(TerminateSpec(instanceID: $0)), region: "us-east-1") }
      ).map(\.id)
      jobs += try await bench.store.claim(Claim(holder: "test", limit: 3, lease: .seconds(600), only: ids))
      let finishes = try await TerminateHandler(context: bench.context()).run(jobs, region: "us-east-1")
      #expect(Self.outcomes(finishes) == ["succeeded": 30, "InvalidInstanceID.NotFound": 3])
      #expect(bench.calls("TerminateInstances") == 2)
      for finish in finishes {
        guard case .retry(_, let error, counted: false) = finish.outcome else { continue }
        #expect(unknown.filter { error.message.contains($0) }.count == 1, "\(error.message)")
      }
    }
  }
}
