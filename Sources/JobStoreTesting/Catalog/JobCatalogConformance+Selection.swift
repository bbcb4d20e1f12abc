import JobModel
import Testing

extension JobCatalogConformance {
  static let selecting = [
    ConformanceCase("launches are found by the tags that they ask for, all of them") { bench in
      let odd = "a \"quoted\" key.é"
      let tags: [[String: String]] = [["team": "ops"], ["team": "ops", odd: "1"], ["team": "web"], [:]]
      var ids: [JobID] = []
      for tags in tags { ids.append(try await bench.enqueueOne(Sample.job(.launch(LaunchSpec(tags: tags))))) }
      let tag = try await bench.enqueueOne(Sample.job(.tag(TagSpec(tags: ["team": "ops"]))))
      #expect(try await bench.jobs(Selection(tags: ["team": "ops"])).map(\.id) == [ids[1], ids[0]], "not \(tag)")
      #expect(try await bench.jobs(Selection(tags: ["team": "ops", odd: "1"])).map(\.id) == [ids[1]])
      #expect(try await bench.jobs(Selection(tags: [odd: "2"])).isEmpty)
      #expect(try await bench.jobs(Selection(tags: ["ops": "team"])).isEmpty)
    },
    ConformanceCase("launches are found by any of the types on their ladder") { bench in
      let ladders = [["t3.medium"], ["m5.large", "m5a.large"], ["m5a.large"]]
      var ids: [JobID] = []
      for types in ladders {
        ids.append(try await bench.enqueueOne(Sample.job(.launch(LaunchSpec(instanceTypes: types)))))
      }
      _ = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      #expect(try await bench.jobs(Selection(instanceTypes: ["m5a.large"])).map(\.id) == [ids[2], ids[1]])
      #expect(try await bench.jobs(Selection(instanceTypes: ["m5.large", "t3.medium"])).map(\.id) == [ids[1], ids[0]])
      #expect(try await bench.jobs(Selection(ids: [ids[0]], instanceTypes: ["m5.large"])).isEmpty)
    },
    ConformanceCase("jobs are found by when they were enqueued") { bench in
      let first = try await bench.enqueueOne()
      bench.clock.advance(by: .seconds(60))
      let time = bench.clock.now
      let second = try await bench.enqueueOne()
      bench.clock.advance(by: .seconds(60))
      let third = try await bench.enqueueOne()
      #expect(try await bench.jobs(Selection(since: time)).map(\.id) == [third, second])
      #expect(try await bench.jobs(Selection(since: time + .milliseconds(1))).map(\.id) == [third])
      #expect(try await bench.jobs(Selection(ids: [first, third], since: time)).map(\.id) == [third])
    },
    ConformanceCase("every condition narrows, all of them at once too") { bench in
      var job = Sample.job(.launch(LaunchSpec(tags: ["team": "ops"])), deployment: "web")
      job.queue = "gpu"
      let id = try await bench.enqueueOne(job)
      try await bench.end(id, .fail(Sample.capacity))
      let all = Selection(
        ids: [id], states: [.failed], kinds: [.launch], errorCodes: [Sample.capacity.code], errorClasses: [.capacity],
        deployment: "web", queue: "gpu", tags: ["team": "ops"], instanceTypes: ["t3.medium"], since: bench.clock.now)
      #expect(try await bench.jobs(all).map(\.id) == [id])
      var other = all
      other.instanceTypes = ["t3.large"]
      #expect(try await bench.jobs(other).isEmpty)
      #expect(try await bench.jobs(Selection(queue: "default")).isEmpty)
      #expect(try await bench.store.instances(all, limit: nil).isEmpty, "it launched nothing")
    },
  ]
}
