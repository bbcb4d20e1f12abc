import Foundation
import Testing

@testable import EC2Simulator

@Suite struct ManyInstancesTests {
  /// Ten thousand launches of one instance each, then every look at them that geuse takes.
  @Test(.timeLimit(.minutes(2))) func tenThousandLaunches() {
    var caller = TestCaller()
    let clock = ContinuousClock()
    var halves: [Duration] = []
    for half in 0..<2 {
      halves.append(
        clock.measure {
          for number in 0..<5_000 { caller.run(["ClientToken": "t\(half)-\(number)"]) }
        })
    }
    // The later half may cost more for bigger tables, but not by the number of rows.
    #expect(halves[1] < halves[0] * 3)
    let look = clock.measure {
      for number in 0..<200 {
        let reply = caller.call(
          "DescribeInstances", ["Filter.1.Name": "client-token", "Filter.1.Value.1": "t1-\(number)"])
        #expect(reply.instanceIDs.count == 1)
      }
    }
    #expect(look < .seconds(20))
    let snapshot = caller.core.snapshot(at: caller.now)
    #expect(snapshot.instances.count == 10_000)
    #expect(snapshot.doubles.isEmpty)
    #expect(Set(snapshot.instances.compactMap(\.privateIP)).count == 10_000)
  }
}
