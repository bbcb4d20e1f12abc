import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct WriteLineTests {
  @Test func theUrgentDoNotStandInLine() {
    var line = WriteLine()
    line.add(PendingWrite(.usual))
    line.add(PendingWrite(.durable))
    line.add(PendingWrite(.light.urgent))
    #expect(line.care == .durable)
    #expect(line.next(.durable)?.needs.care == .light)
    #expect(line.next(.durable)?.needs.care == .usual)
    #expect(line.next(.durable)?.needs.care == .durable)
    #expect(line.next(.durable) == nil && line.care == nil)
  }

  @Test func whoNeedsMoreCareWaitsForATransactionThatGivesIt() {
    var line = WriteLine()
    line.add(PendingWrite(.light))
    line.add(PendingWrite(.usual))
    #expect(line.next(.light)?.needs.care == .light)
    #expect(line.next(.light) == nil)
    #expect(line.next(.usual)?.needs.care == .usual)
  }

  @Test func aLongLineIsServedInOrder() {
    var line = WriteLine()
    let cares = (0..<3_000).map { _ in [WriteNeeds.Care.light, .usual, .durable].randomElement() ?? .light }
    for care in cares { line.add(PendingWrite(WriteNeeds(care: care))) }
    #expect(cares.map { _ in line.next(.durable)?.needs.care } == cares)
  }
}
