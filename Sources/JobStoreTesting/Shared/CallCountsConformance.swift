import JobModel
import Testing

/// What a store must do as ``CallCounts``.
package enum CallCountsConformance {
  package static let cases = [
    ConformanceCase("calls of several processes add up, by region, action and minute") { bench in
      let minute = bench.clock.now.minute
      func count(_ action: String, _ calls: Int, throttled: Int = 0, _ minute: Timestamp) -> CallCount {
        CallCount(region: Sample.region, action: action, minute: minute, calls: calls, throttled: throttled)
      }
      try await bench.store.count([count("RunInstances", 2, minute), count("CreateTags", 1, minute)])
      try await bench.store.count([count("RunInstances", 3, throttled: 1, minute)])
      try await bench.store.count([count("RunInstances", 1, minute + .seconds(60))])
      #expect(
        try await bench.store.calls(since: minute) == [
          count("CreateTags", 1, minute), count("RunInstances", 5, throttled: 1, minute),
          count("RunInstances", 1, minute + .seconds(60)),
        ])
      #expect(
        try await bench.store.calls(since: minute + .seconds(60)) == [count("RunInstances", 1, minute + .seconds(60))])
    },
    ConformanceCase("calls of an hour ago are forgotten when others are counted") { bench in
      let old = CallCount(
        region: Sample.region, action: "CreateTags", minute: bench.clock.now.minute, calls: 1, throttled: 0)
      try await bench.store.count([old])
      bench.clock.advance(by: .seconds(3_720))
      var new = old
      new.minute = bench.clock.now.minute
      try await bench.store.count([new])
      #expect(try await bench.store.calls(since: Timestamp(rawValue: 0)) == [new])
    },
  ]
}
