import Foundation
import Testing

extension EndToEnd {
  @Suite struct WakeFolderTests {
    @Test func aWorkerMakesItsFolderAgain() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try sandbox.makeDatabase()
      let folder = sandbox.database + "-wake"
      let worker = try await sandbox.geuse("worker") { worker in
        #expect(await worker.error.line(containing: "worker started") != nil)
        try FileManager.default.removeItem(atPath: folder)
        #expect(await worker.error.line(containing: "listens for hints again") != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        worker.stop()
      }
      worker.finished.exits(0)
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }
}
