import Testing

extension EndToEnd {
  /// A script may run twice; what it asks for happens once.
  @Suite struct UniqueKeyTests {
    private struct Enqueued: Decodable {
      let id: Int
      let existing: Bool
      let uniqueKey: String?
    }

    @Test func theSameKeysAreTheSameJobsAndMoreAddsTheRest() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      func enqueue(_ count: Int) async throws -> Finished {
        try await sandbox.geuse("launch", "--unique-key", "nightly", "--count", "\(count)", "--then-wait").exits(0)
      }
      let first = try await enqueue(5)
      #expect(first.lines.count == 5)
      #expect(try await enqueue(5).output == first.output)
      let more = try await enqueue(7)
      #expect(Array(more.lines.prefix(5)) == first.lines)
      #expect(more.lines.count == 7)
      #expect(Set(more.ids).count == 14)
      #expect(try await sandbox.jobs("list").count == 14)
    }

    @Test func itSaysWhichJobsWereThere() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      func enqueue(_ count: Int) async throws -> [Enqueued] {
        try await sandbox.geuse("launch", "--unique-key", "k", "--count", "\(count)", "--output", "json").exits(0)
          .json()
      }
      #expect(try await enqueue(2).map(\.existing) == [false, false])
      let again = try await enqueue(3)
      #expect(again.map(\.existing) == [true, true, false])
      #expect(again.map(\.uniqueKey) == ["k/1", "k/2", "k/3"])
    }

    @Test func oneIsNumberedToo() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      for (count, ids) in [("1", [1]), ("2", [1, 2]), ("1", [1])] {
        #expect(try await sandbox.geuse("launch", "--unique-key", "k", "--count", count).exits(0).ids == ids)
      }
      #expect(try await sandbox.geuse("launch", "--unique-key", "l").exits(0).ids == [3])
      let again = try await sandbox.geuse("launch", "--unique-key", "l").exits(0)
      #expect(again.ids == [3] && again.error.contains("1 of 1 job had been enqueued before"))
    }

    @Test func aKeyIsUsedWithCountOrWithout() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--unique-key", "one").exits(0)
      let more = try await sandbox.geuse("launch", "--unique-key", "one", "--count", "2").exits(64)
      #expect(more.error.contains("'one' belongs to job 1, as without --count"))
      try await sandbox.geuse("launch", "--unique-key", "many", "--count", "2").exits(0)
      let one = try await sandbox.geuse("launch", "--unique-key", "many").exits(64)
      #expect(one.error.contains("'many/1' belongs to job 2, as with --count"))
      #expect(try await sandbox.jobs("list").count == 3)
    }

    @Test func anotherSpecUnderTheKeyIsRefused() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--unique-key", "one").exits(0)
      let other = try await sandbox.geuse("launch", "--unique-key", "one", "--instance-type", "m5.large").exits(64)
      other.speaksAsGeuse()
      #expect(other.error.contains("the unique key 'one' belongs to job 1"))
      #expect(try await sandbox.jobs("list").count == 1)
    }

    @Test func aFinishedJobKeepsItsKey() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        for _ in 1...2 {
          let ended = try await sandbox.geuse("launch", "--unique-key", "nightly", "--count", "3", "--follow").exits(0)
          #expect(ended.output == "1\n2\n3\n")
        }
        #expect(try await simulator.state().counts.launched == 3)
      }
    }
  }
}
