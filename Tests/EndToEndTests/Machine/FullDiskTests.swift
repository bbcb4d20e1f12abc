import Subprocess
import Testing

#if os(Linux)
  extension EndToEnd {
    /// The disk fills while geuse is at work, and has room again later.
    @Suite struct FullDiskTests {
      private static let words = "the disk is full"

      @Test func aProducerSaysSoAndStoresNothing() async throws {
        let machine = try FaultyMachine()
        machine.fillDisk()
        let first = try await machine.sandbox.geuse("launch").exits(1).speaksAsGeuse()
        #expect(first.error.contains(Self.words) && first.ids.isEmpty, "\(first)")
        machine.freeDisk()

        // Not a byte, half of a page, in the middle of the transaction, and in what comes after its commit.
        var stored = try await machine.sandbox.geuse("launch").exits(0).ids
        var refusals = 0
        for room: Int64 in [0, 1, 3000, 4200, 9000, 20_000, 40_000, 60_000, 100_000, 150_000] {
          machine.fillDisk(after: room)
          let ended = try await machine.sandbox.geuse("launch", "--count", "20").speaksAsGeuse()
          machine.freeDisk()
          stored += ended.ids
          guard ended.status != .exited(0) else { continue }
          ended.exits(1)
          #expect(ended.error.contains(Self.words) && ended.ids.isEmpty, "\(ended)")
          refusals += 1
        }
        #expect((3...9).contains(refusals), "\(refusals) of 10 were refused")
        #expect(try await machine.sandbox.jobs("list").map(\.id).sorted() == stored.sorted())
        #expect(try await machine.check() == .clean)
      }

      /// Even a reader needs room where it is the first to open the file; beside a worker it needs none.
      @Test func aReaderSaysSoToo() async throws {
        let machine = try FaultyMachine()
        try await machine.sandbox.geuse("launch").exits(0)
        machine.fillDisk()
        let read = try await machine.sandbox.geuse("status", "1").exits(1).speaksAsGeuse()
        #expect(read.error.contains(Self.words), "\(read)")
      }

      /// Three times, in the middle of whatever they write then.
      @Test func workersSaySoAndGoOnByThemselvesOnceThereIsRoom() async throws {
        var random = SeededGenerator()
        let rooms = (0..<3).map { _ in Int64.random(in: 0...30_000, using: &random) }
        print("full disk: seed \(random.seed), after \(rooms) bytes")
        try await SimulatorProcess.during { simulator in
          let machine = try FaultyMachine(simulator.variables)
          try await machine.sandbox.launchApart(60)
          let ended = try await simulator.followingCalls { calls in
            try await machine.sandbox.geuse("worker", "--lease", "2s", "--concurrency", "2", "--until-drained") {
              worker in
              for (number, room) in rooms.enumerated() {
                #expect(await calls.call("RunInstances", number: 5 + 15 * number))
                let refused = machine.control[.refused]
                let said = worker.error.lines.count
                machine.fillDisk(after: room)
                #expect(await worker.error.wait { $0.dropFirst(said).contains { $0.contains(Self.words) } })
                #expect(machine.control[.refused] > refused)
                // Who reads beside it needs no room.
                let listed = try await machine.sandbox.jobs("list")
                #expect(listed.count == 60)
                machine.freeDisk()
              }
            }
          }.finished
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(60, simulator)
        }
      }

      /// EC2 has launched, and there is no room to write it down.
      @Test func anAnswerThatCannotBeWrittenDownIsFoundAgain() async throws {
        try await SimulatorProcess.during { simulator in
          try await simulator.add(#"{"kind":"slow","action":"RunInstances","delay":"1s"}"#, to: "faults")
          let machine = try FaultyMachine(simulator.variables)
          try await machine.sandbox.geuse("launch").exits(0)
          let ended = try await simulator.followingCalls { calls in
            try await machine.sandbox.geuse("worker", "--lease", "2s", "--until-drained") { worker in
              #expect(await calls.call("RunInstances", number: 1))
              machine.fillDisk()
              #expect(await worker.error.wait { $0.contains { $0.contains("could not be written") } })
              #expect(worker.error.text.contains(Self.words), "\(worker.error.text)")
              let launched = try await simulator.state().instances
              #expect(launched.count == 1)
              machine.freeDisk()
            }
          }.finished
          ended.exits(0)
          try await machine.expectEveryLaunchOnce(1, simulator)
          #expect(try await simulator.state().counts.byAction["RunInstances"] == 2)
        }
      }

      /// A worker that cannot join says why.
      @Test func aWorkerThatCannotStartSaysSo() async throws {
        try await SimulatorProcess.during { simulator in
          let machine = try FaultyMachine(simulator.variables)
          try await machine.sandbox.geuse("launch").exits(0)
          machine.fillDisk()
          let ended = try await machine.sandbox.geuse("worker", "--until-drained").exits(1)
          #expect(ended.error.contains("geuse: ") && ended.error.contains(Self.words), "\(ended)")
        }
      }
    }
  }
#endif
