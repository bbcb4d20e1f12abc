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
        return try await beat.lost(database.runBesideOthers([beat.command])[0])
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
      if let fast = FastClaim(claim, lines) {
        do {
          let result = try await database.runBesideOthers([fast.command])[0]
          if case .taken(let jobs) = try await fast.answer(result, specs: specs, memory: lines) { return jobs }
        } catch let lost as OutcomeUnknown {
          // What was claimed, if anything was, is rescued: its holder does not know of it.
          throw StoreError(lost.failure, path: database.name)
        }
      }
      return try await write(.light) { try await $0.claim(claim) }
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
        let accepted = try await finishAlone(finishes, besides: note(fast, results[0]))
        let claimed = try? await claiming.answer(results[1], specs: specs, memory: lines)
        if case .undecided = claimed {
          return Exchange(accepted: accepted, claimed: (try? await self.claim(claim)) ?? [])
        }
        if case .taken(let jobs) = claimed { return Exchange(accepted: accepted, claimed: jobs) }
        return Exchange(accepted: accepted, claimed: [])
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
