import Foundation
import JobModel
import Testing

/// What a store must do as ``StoreHealth``.
package enum StoreHealthConformance {
  package static let cases = [
    ConformanceCase("a store in use is in order") { bench in
      _ = try await bench.enqueueOne()
      let condition = try await bench.store.condition()
      #expect(condition.schema.drift.isEmpty && condition.damage.isEmpty)
      #expect(condition.expiredLeases.isEmpty && condition.openRequests.isEmpty)
    },
    ConformanceCase("a job whose worker is gone is told of, with how long, and by a reboot without") { bench in
      let job = try await bench.take(try await bench.enqueueOne())
      bench.clock.advance(by: .seconds(3_600))
      let late = try #require(await bench.store.condition().expiredLeases.first)
      #expect(late.job == job.id && late.overdue.map { $0 > .seconds(3_000) && $0 < .seconds(3_600) } == true)
      bench.clock.reboot()
      #expect(try await bench.store.condition().expiredLeases.map(\.overdue) == [nil])
    },
    ConformanceCase("a launch in doubt is told of until it is settled") { bench in
      let open = try await bench.openRequest()
      let told = try await bench.store.condition().openRequests
      #expect(told.map(\.jobs) == [[open.jobs[0].id]] && told.map(\.region) == [Sample.region])
      #expect(try await bench.settle(open.fence, open.jobs, instances: [0: "i-1"]))
      #expect(try await bench.store.condition().openRequests.isEmpty)
    },
    ConformanceCase("a copy is made beside what there is, and over nothing") { bench in
      _ = try await bench.enqueueOne()
      let folder = FileManager.default.temporaryDirectory.appending(path: "geuse-copy-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let copy = folder.appending(path: "copy").path
      try await bench.store.backUp(to: copy)
      #expect(FileManager.default.fileExists(atPath: copy))
      await #expect(throws: (any Error).self) { try await bench.store.backUp(to: copy) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["copy"])
    },
  ]
}
