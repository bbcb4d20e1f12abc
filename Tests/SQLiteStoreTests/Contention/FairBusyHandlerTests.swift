import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct FairBusyHandlerTests {
  @Test(arguments: [(0, 1_500), (8, 1_500), (16, 750), (40, 300), (80, 150), (499, 150), (10_000, 1_500)])
  func whoHasWaitedLongerLooksMoreOften(milliseconds: Int, longest: UInt32) {
    #expect(FairBusyHandler.longestSleep(after: .milliseconds(milliseconds)) == longest)
  }

  @Test func itGivesUpWhenItsPatienceIsOver() {
    #expect(FairBusyHandler().wait(tries: 0))
    let hasty = FairBusyHandler(patience: .zero)
    #expect(!hasty.wait(tries: 0))
    #expect(hasty.hasRivals, "somebody had the lock")
  }

  @Test func itTellsHowLongItHasWaited() {
    let handler = FairBusyHandler()
    #expect(!handler.hasWaited(for: .milliseconds(1)))
    for tries in 0..<100 { _ = handler.wait(tries: tries) }
    #expect(handler.hasWaited(for: .milliseconds(1)))
    #expect(!handler.hasWaited(for: .seconds(3_600)))
    #expect(handler.wait(tries: 0), "a new wait begins")
    #expect(!handler.hasWaited(for: .milliseconds(1)))
  }

  @Test func itDoesNotWaitWhereItIsNotToWait() {
    let handler = FairBusyHandler()
    handler.isPatient = false
    #expect(!handler.wait(tries: 0))
    handler.withPatience(.seconds(1)) { #expect(!handler.wait(tries: 0)) }
    handler.isPatient = true
    #expect(handler.wait(tries: 1))
  }
}
