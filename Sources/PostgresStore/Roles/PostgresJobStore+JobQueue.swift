#if Postgres
  package import JobModel
  import JobTransactions

  /// What happens all the time, in as few round trips as can be and beside others who do the same.
  extension PostgresJobStore {
    package func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob] {
      if let fast = try FastEnqueue(jobs) {
        let answers = try await database.write(.besideOthers, asking: fast.questions) { transaction, answers in
          try await fast.run(transaction, answers)
        }
        if let answers { return answers }
      }
      return try await write(.usual) { try await $0.enqueue(jobs) }
    }

    package func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence] {
      guard !fences.isEmpty else { return [] }
      let beat = FastHeartbeat(fences: fences, holder: holder, lease: lease)
      do {
        return try await beat.lost(database.runBesideOthers([beat.command], waitsAtGate: FastHeartbeat.patience)[0])
      } catch is OutcomeUnknown {
        // Twice does no harm.
        return try await write(.light) { try await $0.heartbeat(fences, holder: holder, lease: lease) }
      }
    }

    /// Every worker looks now and then: only where there is something to rescue is it alone in the queue.
    package func rescue() async throws -> [JobID] {
      guard try await read({ try await $0.hasLostLeases() }) else { return [] }
      return try await write(.light) { try await $0.rescue() }
    }

    package func claim(_ claim: Claim) async throws -> [ClaimedJob] {
      // Who was in the way is gone by the second time.
      for _ in 1...2 {
        guard let fast = FastClaim(claim, lines) else { break }
        switch try await answer(of: fast) {
        case .taken(let jobs): return jobs
        case .contended: continue
        case .undecided: return try await write(.light) { try await $0.claim(claim) }
        }
      }
      return claim.only == nil ? [] : try await write(.light) { try await $0.claim(claim) }
    }

    private func answer(of claim: FastClaim) async throws -> FastClaim.Answer {
      do {
        return try await read(database.runBesideOthers([claim.command])[0], of: claim)
      } catch let lost as OutcomeUnknown {
        // What was claimed, if anything was, is rescued: its holder does not know of it.
        throw StoreError(lost.failure, path: database.name)
      }
    }

    /// What cannot be read is given back at once: it is claimed already.
    private func read(_ result: PostgresResult, of claim: FastClaim) async throws -> FastClaim.Answer {
      do {
        return try await claim.answer(result, specs: specs, memory: lines)
      } catch {
        _ = try? await finish(FastClaim.taken(result).map { JobFinish($0, .release) })
        throw error
      }
    }

    package func finish(_ finishes: [JobFinish]) async throws -> [Bool] {
      let fast = try FastFinish(finishes)
      guard let command = fast.command else { return try await finishAlone(finishes) }
      do {
        let results = try await database.runBesideOthers([command])
        return try await finishAlone(finishes, besides: note(fast, results[0]))
      } catch is OutcomeUnknown {
        return try await finishAgain(finishes)
      }
    }

    package func finish(_ finishes: [JobFinish], claiming claim: Claim) async throws -> Exchange {
      let fast = try FastFinish(finishes)
      // What is decided otherwise is decided before the claim.
      guard fast.places.count == finishes.count, let ending = fast.command, let claiming = FastClaim(claim, lines)
      else {
        let accepted = try await finish(finishes)
        // A claim that fails takes no decision along: what it cannot read stops claims alone.
        return Exchange(accepted: accepted, claimed: (try? await self.claim(claim)) ?? [])
      }
      do {
        let results = try await database.runBesideOthers([ending, claiming.command])
        let written = note(fast, results[0])
        let claimed =
          switch try? await read(results[1], of: claiming) {
          case .taken(let jobs): jobs
          case .undecided, .contended: (try? await self.claim(claim)) ?? []
          case nil: [ClaimedJob]()
          }
        do {
          return Exchange(accepted: try await finishAlone(finishes, besides: written), claimed: claimed)
        } catch {
          // Its caller hears of the failure alone.
          _ = try? await finish(claimed.map { JobFinish($0.fence, .release) })
          throw error
        }
      } catch is OutcomeUnknown {
        // What was claimed, if anything was, is rescued: its holder does not know of it.
        return Exchange(accepted: try await finishAgain(finishes), claimed: [])
      }
    }

    private func note(_ fast: FastFinish, _ result: PostgresResult) -> Set<Int> {
      if fast.givesWork(result) { database.hints.post() }
      return fast.accepted(result)
    }

    /// Those that are not written yet, each as every store decides it.
    private func finishAlone(_ finishes: [JobFinish], besides written: Set<Int> = []) async throws -> [Bool] {
      let left = finishes.indices.filter { !written.contains($0) }
      guard !left.isEmpty else { return finishes.map { _ in true } }
      let answers = try await write(.usual) { try await $0.finish(left.map { finishes[$0] }) }
      var accepted = finishes.map { _ in true }
      for (place, answer) in zip(left, answers) { accepted[place] = answer }
      return accepted
    }

    /// Where nobody can say whether they were written: alone in the queue one sees what has become of it.
    private func finishAgain(_ finishes: [JobFinish]) async throws -> [Bool] {
      try await write(.usual) { transaction in
        let fast = try FastFinish(finishes)
        let written = try await fast.written(transaction)
        var accepted = finishes.indices.map(written.contains)
        let left = finishes.indices.filter { !accepted[$0] }
        for (place, answer) in zip(left, try await transaction.finish(left.map { finishes[$0] })) {
          accepted[place] = answer
        }
        return accepted
      }
    }
  }
#endif
