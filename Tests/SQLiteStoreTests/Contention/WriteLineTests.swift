import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import SQLiteStore

@Suite struct WriteLineTests {
  @Test func theUrgentDoNotStandInLine() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "geuse-line-\(UUID().uuidString).db")
    let pool = try DatabasePool(path: file.path)
    defer {
      try? pool.close()
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + end) }
    }
    let line = WriteLine(pool)
    let order = Mutex<[String]>([])
    let gate = DispatchSemaphore(value: 0)
    // The writer is busy until everybody has come.
    line.add(.usual) { _ in gate.wait() }
    for name in ["first", "second"] { line.add(.usual) { _ in order.withLock { $0.append(name) } } }
    line.add(.urgent) { _ in order.withLock { $0.append("heartbeat") } }
    gate.signal()
    await withCheckedContinuation { done in line.add(.usual) { _ in done.resume() } }
    #expect(order.withLock(\.self) == ["heartbeat", "first", "second"])
  }
}
