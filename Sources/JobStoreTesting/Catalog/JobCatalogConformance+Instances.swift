import JobModel
import Testing

extension JobCatalogConformance {
  static let instances = [
    ConformanceCase("instances come newest first, each with its launch") { bench in
      let first = try await bench.launched("i-1")
      bench.clock.advance(by: .seconds(9))
      let second = try await bench.launched("i-2")
      let known = try await bench.store.instances(Selection(), limit: nil)
      #expect(known.map(\.resource.instanceID) == ["i-2", "i-1"])
      #expect(known.map(\.job) == [second, first])
      #expect(known[0].region == Sample.region && known[0].recordedAt == bench.clock.now && known[0].goneAt == nil)
      #expect(
        known[0].resource.availabilityZone == Sample.rung.availabilityZone, "that of its rung, where EC2 was mute")
      #expect(try await bench.store.instances(Selection(), limit: 1).map(\.job) == [second])
    },
    ConformanceCase("a selection means the instances of its launches, and those it names") { bench in
      let first = try await bench.launched("i-1")
      let second = try await bench.launched("i-2")
      _ = try await bench.launched("i-3")
      _ = try await bench.enqueueOne(Sample.wait(on: "i-3"))
      func ids(_ selection: Selection) async throws -> [String] {
        try await bench.store.instances(selection, limit: nil).map(\.resource.instanceID)
      }
      #expect(try await ids(Selection(ids: [first, second])) == ["i-2", "i-1"])
      #expect(try await ids(Selection(ids: [first], instanceIDs: ["i-3"])) == ["i-3", "i-1"])
      #expect(try await ids(Selection(instanceIDs: ["i-3", "i-9"])) == ["i-3"])
      #expect(try await ids(Selection(kinds: [.wait])).isEmpty, "filters are about launches")
      #expect(try await ids(Selection(states: [.succeeded], instanceTypes: ["t3.medium"])) == ["i-3", "i-2", "i-1"])
      #expect(try await ids(Selection(deployment: "web")).isEmpty)
    },
    ConformanceCase("an instance is as a wait saw it last, and terminated once it is gone") { bench in
      _ = try await bench.launched("i-1")
      func state() async throws -> String? {
        let known = try await bench.store.instances(Selection(), limit: nil)
        return known.first?.resource.state
      }
      #expect(try await state() == "pending")
      for seen in ["running", "stopped"] {
        bench.clock.advance(by: .seconds(1))
        let wait = try await bench.enqueueOne(Sample.wait(on: "i-1"))
        try await bench.end(wait, .succeed(Sample.result("i-1", state: seen)))
        #expect(try await state() == seen)
      }
      bench.clock.advance(by: .seconds(1))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      let gone = try #require(try await bench.store.instances(Selection(), limit: nil).first)
      #expect(gone.goneAt == bench.clock.now && gone.resource.state == "terminated")
    },
    ConformanceCase("a job says when its instance was seen to be gone") { bench in
      let launch = try await bench.launched("i-1")
      let other = try await bench.launched("i-2")
      let wait = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      try await bench.end(wait, .succeed(Sample.result("i-1", state: "running")))
      #expect(try await bench.record(launch).instanceGoneAt == nil)
      bench.clock.advance(by: .seconds(1))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      for id in [launch, wait] { #expect(try await bench.record(id).instanceGoneAt == bench.clock.now) }
      #expect(try await bench.record(other).instanceGoneAt == nil)
    },
  ]
}
