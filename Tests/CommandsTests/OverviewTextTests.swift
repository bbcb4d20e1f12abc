import JobModel
import Operations
import Testing

@testable import Commands

@Suite struct OverviewTextTests {
  private static let now = Timestamp.seconds(1000)

  private static let worker = {
    var worker = WorkerRecord(
      id: "host:1:abc", host: "host", processID: 1, queues: ["gpu"], concurrency: 8, isFollower: false,
      startedAt: .seconds(400), lastSeenAt: .seconds(995), holding: 2)
    worker.work = [.launch: 2, .tag: 1]
    worker.charges = [.polling(region: "us-east-1")]
    return worker
  }()

  @Test func showsStatesThatOccurAndWorkersThatLive() {
    var dead = Self.worker
    dead.isAlive = false
    let overview = Overview(
      counts: [
        JobCount(kind: .launch, state: .succeeded, count: 3, oldest: .seconds(0)),
        JobCount(kind: .wait, state: .polling, count: 2, oldest: .seconds(900)),
      ], workers: [Self.worker, dead])
    #expect(
      OverviewText(overview: overview, now: Self.now).render() == """
        JOBS    polling  succeeded  OLDEST OPEN
        launch  -        3          -
        wait    2        -          1m 40s, polling

        WORKER      SEEN    RUNS FOR  QUEUES  DOES
        host:1:abc  5s ago  10m       gpu     2 launch, 1 tag; polls us-east-1 (at most 8 at a time)
        """)
    let empty = OverviewText(overview: Overview(counts: [], workers: [dead]), now: Self.now).render()
    #expect(empty == "no jobs\n\nno worker is running")
  }

  @Test func showsWhatIsPausedWhatWasAskedAndWhatWasOrdered() throws {
    var overview = Overview(counts: [], workers: [])
    overview.pauses = [
      Pause(
        scope: Pause.Scope(queue: "gpu", kind: .launch), since: .seconds(940), by: Operator("ann@a"), reason: "quota")
    ]
    overview.orders = [
      OrderRecord(
        orderedAt: .seconds(970), by: Operator("bob@b"), verb: .requeue,
        detail: #"{"assume_not_launched":true,"instance_types":["m5.large","m6i.large"],"priority":5}"#, jobs: 40)
    ]
    overview.calls = [
      CallUse(
        region: "us-east-1", action: "RunInstances", calls: 90, throttled: 2, most: 60, allowance: 120, pace: 0.5),
      CallUse(region: "us-east-1", action: "GetParameter", calls: 1, throttled: 0, most: 1, allowance: nil),
    ]
    #expect(
      OverviewText(overview: overview, now: Self.now).render().split(separator: "\n\n").dropFirst(2).joined(
        separator: "\n\n") == """
          PAUSED                    SINCE   BY     REASON
          launch jobs in queue gpu  1m ago  ann@a  quota

          EC2 CALLS     REGION     LAST 5M  BUSIEST MINUTE    THROTTLED
          RunInstances  us-east-1  90       60 of 120 (50 %)  2, slowed to 50 %
          GetParameter  us-east-1  1        1                 -

          ORDERED  BY     WHAT     JOBS  WITH
          30s ago  bob@b  requeue  40    assume_not_launched, instance_types m5.large m6i.large, priority 5
          """)
  }
}
