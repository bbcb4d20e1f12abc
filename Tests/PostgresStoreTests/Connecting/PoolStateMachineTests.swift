#if Postgres
  import Testing

  @testable import PostgresStore

  @Suite struct PoolStateMachineTests {
    private typealias Machine = PostgresPool.StateMachine<String>

    private func machine(_ places: Int) -> Machine { Machine(places: places, keeps: 2, for: .seconds(60)) }

    private func name(_ acquisition: Machine.Acquisition) -> String {
      switch acquisition {
      case .place(.connection(let connection)): connection
      case .place(.empty): "empty"
      case .wait: "wait"
      case .closed: "closed"
      }
    }

    @Test func theLastUsedIsUsedFirst() {
      var machine = machine(3)
      for waiter in 1...3 { #expect(name(machine.acquire(waiter)) == "empty") }
      #expect(name(machine.acquire(4)) == "wait")
      #expect(machine.stopWaiting(4) && !machine.stopWaiting(4))
      for connection in ["a", "b"] { #expect(machine.release(connection, now: .zero).closing == []) }
      #expect(machine.release("c", now: .zero).closing == ["a"], "no more than two are kept")
      #expect(name(machine.acquire(5)) == "c" && name(machine.acquire(6)) == "b" && name(machine.acquire(7)) == "empty")
    }

    @Test func whoCameFirstIsServedFirst() {
      var machine = machine(1)
      _ = machine.acquire(1)
      for waiter in 2...4 { #expect(name(machine.acquire(waiter)) == "wait") }
      #expect(machine.release("a", now: .zero).next?.waiter == 2)
      let wasWaiting = machine.stopWaiting(3)
      #expect(wasWaiting)
      let (next, _) = machine.release(nil, now: .zero)
      #expect(next?.waiter == 4)
      if case .connection = next?.1 { Issue.record("it was broken") }
      #expect(machine.waiting == 0 && machine.release("b", now: .zero).next == nil && machine.kept == 1)
    }

    @Test func theOldAreClosed() {
      var machine = machine(2)
      _ = (machine.acquire(1), machine.acquire(2))
      _ = machine.release("a", now: .seconds(1))
      _ = machine.release("b", now: .seconds(30))
      #expect(machine.expire(now: .seconds(60)) == [])
      #expect(machine.expire(now: .seconds(61)) == ["a"])
      #expect(machine.expire(now: .seconds(90)) == ["b"])
    }

    @Test func aClosedOneTakesBackOnly() {
      var machine = machine(2)
      _ = (machine.acquire(1), machine.acquire(2), machine.acquire(3))
      _ = machine.stopWaiting(3)
      _ = machine.release("a", now: .zero)
      #expect(machine.close().closing == ["a"])
      #expect(name(machine.acquire(4)) == "closed")
      #expect(machine.release("b", now: .zero).closing == ["b"])
    }

    @Test func waitsGrow() {
      struct Highest: RandomNumberGenerator { mutating func next() -> UInt64 { .max } }
      var highest = Highest()
      let delays = [1, 2, 3, 6, 7, 60].map { Backoff.delay(failures: $0, within: .seconds(60), &highest) }
      for (delay, ceiling) in zip(delays, [100, 200, 400, 3_200, 5_000, 5_000]) {
        #expect(delay <= .milliseconds(ceiling) && delay > .milliseconds(ceiling - 1))
      }
    }
  }
#endif
