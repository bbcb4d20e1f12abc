import JobModel
import Testing

@testable import Operations

@Suite struct SurroundingsDiagnosisTests {
  private func worker(_ rest: WorkerRest? = nil) -> WorkerRecord {
    WorkerRecord(
      id: "h:1:a", host: "h", processID: 1, queues: [], concurrency: 1, isFollower: false, startedAt: .seconds(0),
      lastSeenAt: .seconds(1), rest: rest)
  }

  @Test func aWorkerThatRestsIsAProblemAndNoneIsNot() {
    #expect(SurroundingsDiagnosis.workers([]).level == .note)
    #expect(SurroundingsDiagnosis.workers([worker()]).level == .ok)
    let rests = SurroundingsDiagnosis.workers([worker(), worker(WorkerRest(since: .seconds(1), reason: "no keys"))])
    #expect(rests.level == .problem && rests.message.contains("no keys"))
  }

  @Test(arguments: [(0, nil), (60, nil), (-60, nil), (90, "1m 30s ahead of AWS's"), (-90, "1m 30s behind AWS's")])
  func aClockMayBeAMinuteOff(_ seconds: Int, _ words: String?) {
    let clock = SurroundingsDiagnosis.clock(.seconds(seconds))
    #expect(clock.level == (words == nil ? .ok : .problem))
    if let words { #expect(clock.message.hasPrefix(words)) }
  }

  @Test func aHaltIsToldOfOnce() {
    let halts = ["a", "b"].map {
      RegionHalt(region: $0, since: .seconds(0), lookedAt: .seconds(1), instanceIDs: ["i-1"])
    }
    let known = Finding("instances in a", .problem, "1 of this queue live that are not on record")
    #expect(SurroundingsDiagnosis.halts(halts, besides: []).map(\.check) == ["instances in a", "instances in b"])
    #expect(SurroundingsDiagnosis.halts(halts, besides: [known]).map(\.check) == ["instances in b"])
    // Not seen at this look: lists lag, and the halt stands.
    let clear = Finding("instances in a", .ok, "none")
    #expect(SurroundingsDiagnosis.halts(halts, besides: [clear]).count == 2)
  }
}
