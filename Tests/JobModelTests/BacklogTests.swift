import JobModel
import Testing

@Suite("When a worker may end")
struct BacklogTests {
  private struct Row: Sendable {
    var ready = 0, running = 0, polling = 0, scheduled = 0, blocked = 0, halted = 0, paused = 0, pausedLater = 0
    var haltedElsewhere = 0, pausedElsewhere = 0
    var idle: Backlog.Verdict
    var drained: Backlog.Verdict
  }

  private static let table: [Row] = [
    Row(idle: .done, drained: .done),
    Row(ready: 1, idle: .goesOn, drained: .goesOn),
    Row(running: 1, halted: 1, idle: .goesOn, drained: .goesOn),
    Row(polling: 1, paused: 1, idle: .goesOn, drained: .goesOn),
    Row(scheduled: 1, idle: .done, drained: .goesOn),
    Row(blocked: 1, idle: .done, drained: .goesOn),
    Row(halted: 1, idle: .isHalted, drained: .isHalted),
    Row(paused: 1, idle: .isPaused, drained: .isPaused),
    Row(blocked: 3, paused: 1, idle: .isPaused, drained: .isPaused),
    Row(halted: 1, paused: 1, idle: .isHalted, drained: .isHalted),
    Row(pausedLater: 1, idle: .done, drained: .isPaused),
    Row(blocked: 1, pausedElsewhere: 1, idle: .done, drained: .isPaused),
    Row(blocked: 1, haltedElsewhere: 1, idle: .done, drained: .isHalted),
    // There is more to do, later: only then does it end with what nobody may do.
    Row(scheduled: 1, paused: 1, idle: .isPaused, drained: .goesOn),
    Row(scheduled: 1, halted: 1, idle: .isHalted, drained: .goesOn),
  ]

  @Test func itEndsWhereNothingIsLeftToDo() {
    for row in Self.table {
      var backlog = Backlog(
        ready: row.ready, running: row.running, polling: row.polling, scheduled: row.scheduled, blocked: row.blocked,
        halted: row.halted, paused: row.paused, pausedLater: row.pausedLater)
      (backlog.haltedElsewhere, backlog.pausedElsewhere) = (row.haltedElsewhere, row.pausedElsewhere)
      #expect(backlog.verdict(waitsForAll: false) == row.idle, "\(row)")
      #expect(backlog.verdict(waitsForAll: true) == row.drained, "\(row)")
    }
  }
}
