import JobModel
import Testing

@testable import Commands

@Suite struct CommandFailureTests {
  private static let bound = AccountBinding(partition: "aws", account: "111111111111", endpoint: nil)
  private static let met = AccountBinding(partition: "aws", account: "222222222222", endpoint: "http://127.0.0.1:1")

  @Test(
    arguments: [
      (StoreError.uniqueKeyConflict(key: "nightly", job: 4), 64, ["'nightly'", "job 4"]),
      (StoreError.dependencyPruned(4), 2, ["job 4", "pruned"]),
      (StoreError.rivalKeyInUse(key: "n/1", rival: "n", job: 4), 64, ["'n'", "job 4", "without --count"]),
      (StoreError.rivalKeyInUse(key: "n", rival: "n/1", job: 4), 64, ["'n/1'", "job 4", "with --count"]),
      (.noSuchJob(9), 2, ["job 9"]),
      (.leaseLost(Fence(id: 3, token: 1)), 75, ["launch request 3", "lease"]),
      (.schemaTooNew(found: "V009"), 78, ["V009"]),
      (.schemaTooOld(found: 1, needed: 2), 75, ["1", "2"]),
      (.workersLive(["h:1:a", "h:2:b"], for: .seconds(25)), 75, ["workers h:1:a, h:2:b work"]),
      (.workersLive((1...7).map(String.init), for: .seconds(25)), 75, ["workers 1, 2, 3, 4, 5 and 2 more work"]),
      (
        .moved(path: "/q.db", to: "postgres://u@h/q", at: Timestamp(rawValue: 0)), 78,
        ["/q.db", "postgres://u@h/q", "1970-01-01"]
      ),
      (.beingFilled(path: "postgres://u@h/q", from: "id"), 75, ["postgres://u@h/q", "queue id"]),
      (.ownName(path: "/q.db-wake"), 64, ["/q.db-wake", "the database's own"]),
      (.unusable(path: "/q.db", reason: "disk full"), 1, ["/q.db", "disk full"]),
      (
        .boundElsewhere(bound: Self.bound, met: Self.met), 78,
        ["111111111111", "222222222222", "http://127.0.0.1:1"]
      ),
    ] as [(StoreError, Int32, [String])])
  func everyStoreErrorHasAnExitCodeAndNamesItsThing(_ error: StoreError, code: Int32, words: [String]) {
    let failure = CommandFailure(error)
    #expect(failure.code.rawValue == code)
    for word in words { #expect(failure.message.contains(word)) }
    #expect(failure.message.first?.isUppercase == false)
    #expect(failure.message.last != ".")
  }

  @Test(
    arguments: [
      (MoveRefusal.workersLive(["h:1:a"], on: "/q.db", for: .seconds(25)), 75, ["worker h:1:a works on /q.db"]),
      (.occupied(target: "T", by: ["specs", "jobs"]), 78, ["T", "specs, jobs"]),
      (.otherMove(target: "T"), 78, ["T"]),
      (.clocksDiffer(target: "T", by: .seconds(-120)), 78, ["T", "2m behind"]),
      (.otherTarget(source: "/q.db", movedTo: "T"), 78, ["/q.db", "T"]),
      (.overtaken(target: "T"), 75, ["T"]),
      (.differs(target: "T", tables: ["jobs"]), 1, ["T", "jobs"]),
      (.whole(target: "T", since: Timestamp(rawValue: 0)), 78, ["T", "1970-01-01"]),
      (.lostSight(target: "postgres://db/q", since: Timestamp(rawValue: 0)), 78, ["postgres://db/q"]),
      (.notMoved(source: "/q.db"), 0, ["/q.db"]),
    ] as [(MoveRefusal, Int32, [String])])
  func everyRefusedMoveSaysWhyAndWhere(_ refusal: MoveRefusal, code: Int32, words: [String]) {
    let failure = CommandFailure(refusal)
    #expect(failure.code.rawValue == code)
    for word in words { #expect(failure.message.contains(word), "\(failure.message)") }
    #expect(failure.hint != nil || failure.code == .nothingToDo)
  }

  @Test func problemsAreFlagsOnLinesOfTheirOwn() {
    let failure = CommandFailure.usage([
      SpecProblem("max_price", "free", allowed: "a price"), SpecProblem("tag", "aws:x", allowed: "others"),
    ])
    #expect(
      failure.message == "--max-price 'free' is not valid: a price\ngeuse: --tag 'aws:x' is not valid: others")
  }

  @Test func onlySoManyProblemsAreSpeltOut() {
    let lines = (1...30).map { "line \($0)" }
    let text = CommandFailure.listing(lines)
    #expect(text.hasPrefix("line 1\ngeuse: line 2\n") && text.hasSuffix("\ngeuse: line 20\ngeuse: and 10 more"))
    #expect(CommandFailure.listing(Array(lines.prefix(20))).hasSuffix("\ngeuse: line 20"))
    #expect(CommandFailure.listing(lines, of: 2_000).hasSuffix("\ngeuse: and 1980 more"))
  }

  @Test func followingEndsWithTheWorstOfItsJobs() throws {
    try [JobRecord.sample(.succeeded)].requireSuccess()
    let failure = try #require(throws: CommandFailure.self) {
      try [JobRecord.sample(.succeeded, id: 1), .sample(.failed, id: 2), .sample(.cancelled, id: 3)].requireSuccess()
    }
    #expect(failure.code == .failed)
    #expect(failure.message == "job 2 failed, job 3 cancelled")
    #expect(failure.hint == "look: geuse status 2 3 --attempts")
    let many = try #require(throws: CommandFailure.self) {
      try (1...100).map { JobRecord.sample(.failed, id: $0) }.requireSuccess()
    }
    #expect(many.message.hasSuffix("job 19 failed, job 20 failed and 80 more"))
    #expect(many.hint?.hasSuffix("19 20 … --attempts") == true)
  }

  @Test func whatIsTheSameForManyIsSaidOnce() {
    let results =
      [ControlResult(id: 1, effect: .refused("is running")), ControlResult(id: 2, effect: .requested)]
      + (3...102).map { ControlResult(id: $0, effect: .refused("is ready already")) }
      + [ControlResult(id: 103, effect: .requested), ControlResult(id: 104, effect: .done)]
    let lines = ControlReport.lines(results, requested: "is settled first")
    let first = (3...22).map(String.init).joined(separator: ", ")
    #expect(
      lines == [
        "job 1 was not changed: is running", "jobs 2, 103: is settled first",
        "jobs \(first) and 80 more were not changed: each is ready already",
      ])
  }

  @Test func anOrderThatDidNothingFails() throws {
    let done = ControlResult(id: 1, effect: .done)
    let refused = ControlResult(id: 2, effect: .refused("is running"))
    try ControlReport.check([done], byFilter: false)
    try ControlReport.check([], byFilter: true)
    // Found by a filter, some that cannot be changed are no failure; named by id they are.
    try ControlReport.check([done, refused], byFilter: true)
    #expect(throws: CommandFailure(.failed, "1 of 2 jobs changed")) {
      try ControlReport.check([done, refused], byFilter: false)
    }
    #expect(throws: CommandFailure(.failed, "0 of 1 job changed")) {
      try ControlReport.check([refused], byFilter: true)
    }
  }
}
