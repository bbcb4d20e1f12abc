#if Postgres
  import JobModel
  import JobStoreTesting
  import Testing

  @testable import JobTransactions
  @testable import PostgresStore
  @testable import SQLiteStore

  /// Moves that must not be, and moves that were cut short.
  @Suite struct PostgresMoveRefusalTests {
    private static let job = NewJob(spec: .launch(LaunchSpec()), region: "r")

    @Test("cut short after whichever step, it goes on from there")
    func cutShort() async throws {
      let all = CutShort()
      try await Self.move(Everything.fill, cutShortBy: all)
      #expect(all.steps > 40)
      // Of comparing, which changes nothing, one step will do.
      for step in Array(1...all.steps - MovingTable.all.count) + [all.steps] {
        try await Self.move(Everything.fill, cutShortBy: CutShort(after: step))
      }
    }

    /// Moves a queue, and again where that was cut short; then the roles answer as before.
    private static func move(
      _ fill: (any JobStore, TurnedClock) async throws -> Void, cutShortBy cut: CutShort
    ) async throws {
      let clock = TurnedClock()
      try await MovingBench.with { bench in
        let file = try bench.file(clocks: clock.clocks)
        try await fill(file, clock)
        let before = try await RoleAnswers.read(file)
        try file.close()
        do {
          _ = try await bench.move(rowsAPart: 2, observe: cut.note) { try await $0.run() }
        } catch is CutShort {}
        #expect(try await bench.move { try await $0.survey().refusal } == nil, "step \(cut.steps)")
        let report = try await bench.move(rowsAPart: 2) { try await $0.run() }
        #expect(report.movedAt != nil && report.differing.isEmpty, "step \(cut.steps)")
        let server = try await bench.server(clocks: clock.clocks)
        defer { server.close() }
        let after = try await RoleAnswers.read(server)
        for (question, answer) in before { #expect(after[question] == answer, "step \(cut.steps): \(question)") }
      }
    }

    @Test("a database that has something already is refused, and nothing is stamped")
    func occupied() async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        let server = try await bench.server()
        _ = try await server.enqueue([Self.job])
        server.close()
        await #expect(throws: MoveRefusal.occupied(target: "server/\(bench.database)", by: ["specs", "jobs"])) {
          try await bench.move()
        }
        #expect(try await bench.file().enqueue([Self.job]).map(\.id) == [2])
      }
    }

    @Test("a queue on its way to one database goes to no other, and no database takes two")
    func otherEnds() async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        try await MovingBench.with { other in
          _ = try await other.file().enqueue([Self.job])
          for step in [1, 4] {
            let cut = CutShort(after: step)
            await #expect(throws: CutShort.self) { try await bench.move(observe: cut.note) { try await $0.run() } }
            await #expect(
              throws: MoveRefusal.otherTarget(source: bench.path, movedTo: "server/\(bench.database)")
            ) {
              try await bench.move(to: other.database) { try await $0.run() }
            }
          }
          await #expect(throws: MoveRefusal.otherMove(target: "server/\(bench.database)")) {
            try await other.move(to: bench.database) { try await $0.run() }
          }
          let cut = CutShort(after: 4)
          await #expect(throws: CutShort.self) { try await other.move(observe: cut.note) { try await $0.run() } }
          await #expect(
            throws: MoveRefusal.otherTarget(source: other.path, movedTo: "server/\(other.database)")
          ) {
            try await other.move(to: bench.database) { try await $0.run() }
          }
        }
        #expect(try await bench.move().movedAt != nil)
      }
    }

    @Test("while a worker lives on either, nothing moves")
    func workersLive() async throws {
      try await MovingBench.with { bench in
        let file = try bench.file()
        _ = try await file.enqueue([Self.job])
        try await file.join(.living("h:1:a"), lease: .seconds(3_600))
        let error = await #expect(throws: MoveRefusal.self) { try await bench.move() }
        guard case .workersLive(["h:1:a"], bench.path, let time) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(time > .seconds(3_000))
        try await file.leave("h:1:a")
        let server = try await bench.server()
        try await server.join(.living("h:2:b"), lease: .seconds(3_600))
        let other = await #expect(throws: MoveRefusal.self) { try await bench.move() }
        guard case .workersLive(["h:2:b"], "server/\(bench.database)", _) = other else {
          Issue.record("\(String(describing: other))")
          return
        }
        try await server.leave("h:2:b")
        server.close()
        _ = try await file.enqueue([Self.job])
        #expect(try await bench.move().movedAt != nil)
      }
    }

    @Test("where the clocks do not agree, nothing moves", arguments: [-61, 61])
    func clocks(seconds: Int) async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        let wrong = Clocks(now: { Timestamp.now() - .seconds(seconds) })
        let source = try bench.file(.moving(upgrade: false), clocks: wrong)
        let target = try await bench.server(.moving)
        defer { target.close() }
        let error = await #expect(throws: MoveRefusal.self) {
          try await QueueMove(from: source, called: bench.path, to: target, called: "T").run()
        }
        guard case .clocksDiffer("T", let difference) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(abs(difference.inSeconds - Double(seconds)) < 1)
        _ = try bench.file()
      }
    }

    @Test("what came over otherwise than it was is named, and the target stays closed")
    func damage() async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        let cut = CutShort(after: 4)
        await #expect(throws: CutShort.self) { try await bench.move(observe: cut.note) { try await $0.run() } }
        let stamp = try #require(try await bench.move { try await $0.source.read { try await $0.moveStamp() } })
        try await bench.onServer("UPDATE specs SET body = '{ }'", of: stamp.id)
        let report = try await bench.move()
        #expect(report.movedAt == nil && report.differing == ["specs"])
        await #expect(throws: StoreError.self) { try await bench.server() }
      }
    }

    @Test("once it may be whole, another database of that name proves nothing")
    func anotherOfThatName() async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        #expect(try await bench.move().movedAt != nil)
        try await MovingBench.with { other in
          let source = try bench.file(.moving(upgrade: false))
          let target = try await other.server(.moving)
          defer { target.close() }
          let name = "server/\(bench.database)"
          let move = QueueMove(from: source, called: bench.path, to: target, called: name)
          for attempt in [{ try await move.takeBack() }, { _ = try await move.run() }] as [() async throws -> Void] {
            let error = await #expect(throws: MoveRefusal.self) { try await attempt() }
            guard case .lostSight(name, _) = error else {
              Issue.record("\(String(describing: error))")
              return
            }
          }
          #expect(try await target.read { try await $0.moveMark() } == nil)
        }
      }
    }

    @Test("a move that did not come to its end is taken back, and then neither end knows of it")
    func takeBack() async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        await #expect(throws: MoveRefusal.notMoved(source: bench.path)) {
          try await bench.move { try await $0.takeBack() }
        }
        for step in [1, 2, 5, 30] {
          let cut = CutShort(after: step)
          await #expect(throws: CutShort.self) { try await bench.move(observe: cut.note) { try await $0.run() } }
          try await bench.move { try await $0.takeBack() }
          let file = try bench.file()
          let ids = try await file.enqueue([Self.job]).map(\.id)
          #expect(ids.count == 1)
          let server = try await bench.server()
          #expect(try await server.counts() == [])
          #expect(try await server.queueID() != file.queueID())
          server.close()
        }
        #expect(try await bench.move().movedAt != nil)
        let error = await #expect(throws: MoveRefusal.self) { try await bench.move { try await $0.takeBack() } }
        guard case .whole = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(throws: StoreError.self) { try bench.file() }
      }
    }

    @Test("taken back while it was under way, it does not become whole", arguments: [1, 4, 25])
    func takenBackMeanwhile(step: Int) async throws {
      try await MovingBench.with { bench in
        _ = try await bench.file().enqueue([Self.job])
        let moment = CutShort(after: step)
        await #expect(throws: MoveRefusal.overtaken(target: "server/\(bench.database)")) {
          try await bench.move(
            observe: { _ in
              if moment.isEnd() { try await bench.move { try await $0.takeBack() } }
            },
            { try await $0.run() })
        }
        #expect(try await bench.file().counts().count == 1)
        #expect(try await bench.server().counts() == [])
      }
    }
  }
#endif
