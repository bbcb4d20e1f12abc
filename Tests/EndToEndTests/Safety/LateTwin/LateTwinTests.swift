import Foundation
import JobModel
import Subprocess
import Testing

#if DEBUG
  extension EndToEnd {
    /// Worker A stops with a signed launch in hand; worker B takes over; A wakes.
    @Suite struct LateTwinTests {
      /// A zone that is dry is asked again under the same token; one that does not offer the type need not be.
      enum Refusal: String, CaseIterable, Sendable {
        case dry = "InsufficientInstanceCapacity"
        case notOffered = "Unsupported"

        func refuse(_ simulator: SimulatorProcess) async throws {
          switch self {
          case .dry: try await simulator.close(zone: "us-east-1a")
          case .notOffered: try await simulator.withdraw(zone: "us-east-1a")
          }
        }
      }

      /// The case that a window is for: had B moved on at the refusal, A's bytes could have launched a second instance.
      @Test(arguments: Refusal.allCases)
      func noWorkerMovesOnWhileTheTwinsBytesMayStillLaunch(_ refusal: Refusal) async throws {
        try await LateTwin.during(stoppedAt: "launch.sending", prepare: refusal.refuse) { twin in
          try await twin.takesOver { worker in
            #expect(await worker.error.line(containing: "launch request stays open") != nil)
            let job = try #require(try await twin.sandbox.jobs("status", "1").first)
            #expect(job.state == "retrying")
            #expect(job.error?.code == refusal.rawValue)
            let requests = try await twin.sandbox.launchRequests()
            #expect(requests.map(\.state) == [.open])
            #expect(requests.map(\.rung.availabilityZone) == ["us-east-1a"])
            try twin.expect(launches: ["us-east-1a \(refusal.rawValue)"])
          }
          // B is through: it launched elsewhere, but not before A's bytes were dead.
          let signed = try #require(try await twin.sandbox.launchRequests()[0].sends.first).signedAt.date
          let moved = try #require(try twin.simulator.calls("RunInstances").first { $0.zone == "us-east-1b" })
          #expect(moved.at.timeIntervalSince(signed) >= LateTwin.window)
          #expect(moved.launched == 1)

          // The zone is open again: only their age keeps A's bytes from launching.
          try await twin.simulator.openEverything()
          try await twin.simulator.clear("offerings")
          await twin.wakes()
          try twin.expect(launches: [
            "us-east-1a \(refusal.rawValue)", "us-east-1b launched", "unknown RequestExpired",
          ])
          try await twin.expect(answers: ["refused RequestExpired", "refused \(refusal.rawValue)"])
        }
      }

      /// By the machine's own clock A's signature would be good for that much longer than B waits.
      @Test func aClockThatIsAheadLendsTheTwinNoTime() async throws {
        try await LateTwin.during(
          stoppedAt: "launch.sending", clock: .seconds(8), prepare: Refusal.notOffered.refuse
        ) { twin in
          try await twin.takesOver()
          try await twin.simulator.clear("offerings")
          await twin.wakes()
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1b launched", "unknown RequestExpired"])
        }
      }

      @Test func bytesThatLaunchInsideTheWindowAreFound() async throws {
        try await LateTwin.during(stoppedAt: "launch.sending", prepare: Refusal.notOffered.refuse) { twin in
          try await twin.takesOver { worker in
            #expect(await worker.error.line(containing: "launch request stays open") != nil)
            try await twin.simulator.clear("offerings")
            await twin.wakes()
          }
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1a launched"])
          let requests = try await twin.sandbox.launchRequests()
          #expect(requests.map(\.state) == [.settled])
          #expect(requests.map(\.instances.count) == [1])
        }
      }

      /// What is not on record must not leave.
      @Test func bytesThatAreNotOnRecordNeverLeave() async throws {
        try await LateTwin.during(stoppedAt: "launch.signed", prepare: Refusal.notOffered.refuse) { twin in
          // B knows of no other send, believes the refusal, and moves on at once.
          try await twin.takesOver()
          try await twin.simulator.clear("offerings")
          await twin.wakes()
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1b launched"])
          try await twin.expect(answers: ["refused Unsupported"])
        }
      }

      /// The lease is looked at after the send is on record: A learns that it is too late, and says so.
      @Test func bytesOnRecordThatNeverLeftAreToldAsNotSent() async throws {
        try await LateTwin.during(stoppedAt: "launch.recorded", prepare: Refusal.notOffered.refuse) { twin in
          try await twin.takesOver { worker in
            #expect(await worker.error.line(containing: "launch request stays open") != nil)
            try await twin.simulator.clear("offerings")
            await twin.wakes()
            try await twin.expect(answers: ["not-sent LeaseLost", "refused Unsupported"])
          }
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1b launched"])
          // With every send accounted for nobody had to look for an instance.
          #expect(try twin.simulator.calls().filter(\.isLookUp).isEmpty)
        }
      }

      @Test func anAnswerInHandIsAFactAndDecidesNothing() async throws {
        try await LateTwin.during(stoppedAt: "launch.answered") { twin in
          try await twin.takesOver()
          try twin.expect(launches: ["us-east-1a launched", "us-east-1a replayed"])
          let attempts = try await twin.sandbox.jobs("status", "1", "--attempts")[0].attempts.map(\.outcome)
          #expect(attempts == ["rescued", "succeeded"])
          await twin.wakes()
          try await twin.expect(answers: ["launched", "launched"])
          #expect(try await twin.sandbox.jobs("status", "1", "--attempts")[0].attempts.map(\.outcome) == attempts)
        }
      }

      /// B's replay launched after A had been refused: A's refusal is of its own send, and of nothing else.
      @Test func aRefusalInHandDoesNotUndoWhatTheReplayLaunched() async throws {
        try await LateTwin.during(stoppedAt: "launch.answered", prepare: Refusal.notOffered.refuse) { twin in
          #expect(await twin.calls.call("RunInstances", number: 1))
          try await twin.simulator.clear("offerings")
          try await twin.takesOver()
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1a launched"])
          await twin.wakes()
          try await twin.expect(answers: ["refused Unsupported", "launched"])
          #expect(try await twin.sandbox.launchRequests().map(\.state) == [.settled])
          // Nor does it close the zone to those who come after.
          #expect(try await twin.sandbox.geuse("offerings").exits(0).output.contains("us-east-1a") == false)
        }
      }

      @Test func anAnswerOnRecordIsBelievedAndItsOwnerDecidesNothing() async throws {
        try await LateTwin.during(stoppedAt: "launch.noted", prepare: Refusal.notOffered.refuse) { twin in
          try await twin.takesOver()
          await twin.wakes()
          try twin.expect(launches: ["us-east-1a Unsupported", "us-east-1b launched"])
          #expect(try await twin.sandbox.launchRequests().map(\.state) == [.refused, .settled])
        }
      }
    }
  }
#endif
