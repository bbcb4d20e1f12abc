import JobModel
import Testing

@testable import Commands

@Suite struct FollowProgressTests {
  private static let now = Timestamp.seconds(100)

  @Test(
    arguments: [
      (JobRecord.sample(), "ready"),
      (.sample(runAt: .seconds(190)), "scheduled"),
      (.sample(.running), "running"),
      (.sample(.succeeded, result: .instance), "succeeded i-0123456789abcdef0 203.0.113.9"),
      (
        .sample(runAt: .seconds(115), error: .noCapacity),
        "retrying: InsufficientInstanceCapacity: no capacity for it; again in 15s"
      ),
      (
        .sample(.failed, error: .noCapacity),
        "failed: InsufficientInstanceCapacity: no capacity for it\ngeuse: next: geuse requeue 7"
      ),
    ])
  func aLineSaysWhatAPersonNeeds(_ job: JobRecord, line: String) {
    #expect(FollowProgress.line(job, now: Self.now).text == line)
  }

  @Test func onlyAChangeIsNews() {
    let first = FollowProgress.line(.sample(runAt: .seconds(115), error: .noCapacity), now: Self.now)
    let later = FollowProgress.line(.sample(runAt: .seconds(115), error: .noCapacity), now: .seconds(110))
    let again = FollowProgress.line(.sample(runAt: .seconds(145), error: .noCapacity), now: .seconds(116))
    #expect(first.key == later.key)
    #expect(first.key != again.key)
  }

  @Test func aTroubleThatWasToldIsNamedAlone() {
    let first = FollowProgress.line(.sample(runAt: .seconds(115), error: .noCapacity), now: Self.now)
    let running = FollowProgress.line(.sample(.running), now: Self.now).following(first)
    let second = FollowProgress.line(.sample(runAt: .seconds(145), error: .noCapacity), now: Self.now)
    let failed = FollowProgress.line(.sample(.failed, error: .noCapacity), now: Self.now)
    #expect(first.words(after: nil) == first.text)
    #expect(first.words(after: first) == nil)
    #expect(second.words(after: running) == "retrying: InsufficientInstanceCapacity; again in 45s")
    #expect(failed.words(after: second) == failed.text)
  }

  @Test func whatIsTheSameForManyIsOneLine() {
    func news(_ job: JobRecord) -> (job: JobRecord, words: String) {
      (job, FollowProgress.line(job, now: Self.now).text)
    }
    let refused = (3...32).map { JobRecord.sample(id: $0, runAt: .seconds(115), error: .noCapacity) }
    let lines = FollowProgress.lines(
      ([.sample(id: 1), .sample(id: 2)] + refused + [.sample(id: 40, runAt: .seconds(145), error: .noCapacity)])
        .map(news))
    let first = (3...22).map(String.init).joined(separator: ", ")
    let trouble = "retrying: InsufficientInstanceCapacity: no capacity for it"
    #expect(
      lines == [
        "launch 1 ready", "launch 2 ready", "launch jobs \(first) and 10 more \(trouble); again in 15s",
        "launch 40 \(trouble); again in 45s",
      ])
  }

  @Test func theSummaryCounts() {
    let jobs: [JobRecord] = [
      .sample(.succeeded, id: 1), .sample(.failed, id: 2), .sample(.running, id: 3), .sample(.polling, id: 4),
      .sample(.polling, id: 5),
    ]
    #expect(FollowProgress.summary(jobs, now: Self.now) == "2 of 5 done; 1 running, 2 polling")
    #expect(FollowProgress.summary(Array(jobs.prefix(2)), now: Self.now) == "2 of 2 done")
  }
}
