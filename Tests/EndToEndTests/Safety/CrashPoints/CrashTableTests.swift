import Foundation
import JobModel
import Subprocess
import Testing
import Worker

#if DEBUG
  extension EndToEnd {
    /// Every crash point by name: a worker dies there, another one finishes.
    @Suite struct CrashTableTests {
      /// Rows are mostly spent waiting for leases to run out.
      private static let rowsAtOnce = 4
      private static let worker = ["worker", "--lease", "2s", "--ambiguity-window", "5s", "--until-drained"]

      @Test func noPointIsLeftOut() {
        #expect(Set(CrashRow.all.map(\.point)) == Set(CrashPoint.allCases.map(\.rawValue)))
      }

      @Test func anotherWorkerFinishesWhateverTheMomentOfDeath() async throws {
        var cells: [Int: [String]] = [:]
        try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
          for (number, row) in CrashRow.all.enumerated() {
            if number >= Self.rowsAtOnce, let done = try await group.next() { cells[done.0] = done.1 }
            group.addTask { (number, try await Self.play(row)) }
          }
          for try await done in group { cells[done.0] = done.1 }
        }
        var table = PrintedTable(
          "crash-points",
          columns: ["dies at", "during", "recovery", "EC2 calls before", "EC2 calls of the recovery", "rescues"])
        for number in cells.keys.sorted() { table.add(cells[number] ?? []) }
        try table.print()
      }

      private static func play(_ row: CrashRow) async throws -> [String] {
        try await SimulatorProcess.during { simulator in
          let place = Comment(rawValue: "\(row.point) during \(row.scene.name)")
          let sandbox = try simulator.sandbox()
          try await row.scene.prepare(sandbox, simulator)
          let died = try await sandbox.geuse(worker, variables: ["GEUSE_CRASH_AT": row.point])
          #expect(died.status == .signaled(9), "\(row.point): \(died)")
          let before = try simulator.calls().filter { !$0.isRoutine }
          let open = try await sandbox.launchRequests().first { $0.state == .open }

          try await sandbox.geuse(worker).exits(0)
          let after = try simulator.calls().filter { !$0.isRoutine }.dropFirst(before.count)
          let found = try await sandbox.launchRequests().first { $0.id == open?.id }?.instances ?? []
          let recovery = Recovery.tell(open, isFound: !found.isEmpty, before: before, after: Array(after))
          #expect(recovery == row.recovery, place)
          #expect(Array(after).counts == row.calls, place)
          let jobs = try await sandbox.jobs("list").sorted { $0.id < $1.id }
          #expect(jobs.map(\.state) == row.scene.states, place)
          let rescues = jobs.reduce(0) { $0 + $1.rescues }
          #expect(rescues == row.rescues, place)
          #expect(jobs.allSatisfy { $0.failures == 0 || $0.state == "failed" }, place)
          try await expectOneInstanceALaunch(jobs, living: row.scene.living, simulator, place)
          return [
            row.point, row.scene.name, recovery.map(\.rawValue).joined(separator: ", "), words(before.counts),
            words(Array(after).counts), "\(rescues)",
          ]
        }
      }

      private static func expectOneInstanceALaunch(
        _ jobs: [Job], living: Int, _ simulator: SimulatorProcess, _ place: Comment
      ) async throws {
        let state = try await simulator.state()
        #expect(state.doubles.isEmpty, place)
        #expect(state.live.count == living, place)
        let launched = jobs.filter { $0.kind == "launch" && $0.state == "succeeded" }.instanceIDs
        #expect(Set(launched).count == launched.count, place)
        #expect(Set(state.live.map(\.instanceId)).isSubset(of: launched), place)
        // Whatever else was launched has ended: nobody pays for an instance that no job names.
        #expect(Set(launched).isSubset(of: state.instances.map(\.instanceId)), place)
      }

      private static func words(_ counts: [String: Int]) -> String {
        counts.isEmpty
          ? "none" : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      }
    }
  }
#endif
