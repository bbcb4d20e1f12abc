#if Postgres
  import CLibpq
  import Dispatch

  extension PostgresConnection {
    /// Runs commands in one round trip; answers one result for each.
    ///
    /// An error stops those that follow it, and a transaction that they are in; it is thrown, and the connection stays
    /// usable unless `isUsable` says otherwise. The caller's cancellation does not reach it: a transaction is never cut
    /// short, but by the time limit. That cancels the command on the server and closes the connection.
    /// - Throws: PostgresFailure.
    @concurrent
    package func run(_ commands: [PostgresCommand], timeout: Duration) async throws -> [PostgresResult] {
      guard !commands.isEmpty else { return [] }
      return try await withCheckedThrowingContinuation { caller in
        lane.sync { send(commands, timeout, caller) }
      }
    }

    /// Runs commands that stand in one text, without parameters: what a migration is. All of them are one transaction,
    /// unless they say otherwise.
    /// - Throws: PostgresFailure.
    @concurrent
    @discardableResult
    package func run(script: String, timeout: Duration) async throws -> [PostgresResult] {
      try await withCheckedThrowingContinuation { caller in
        lane.sync {
          begin(RunProgress([.script], mayCommit: true), timeout, caller) {
            PQexitPipelineMode(handle) == 1 && PQsendQuery(handle, script) == 1
          }
        }
      }
    }

    private func send(
      _ commands: [PostgresCommand], _ timeout: Duration, _ caller: CheckedContinuation<[PostgresResult], any Error>
    ) {
      let parameters: [ParameterBuffer]
      do {
        parameters = try commands.map { command throws(PostgresFailure) in try ParameterBuffer(command.values) }
      } catch {
        // Nothing was sent.
        return caller.resume(throwing: error)
      }
      let uses = commands.map { $0.isPrepared ? statements.use(of: $0.text) : .unnamed }
      let progress = RunProgress(
        commands, uses, isInTransaction: PQtransactionStatus(handle) != PQTRANS_IDLE)
      begin(progress, timeout, caller) {
        commands.indices.allSatisfy { send(commands[$0].text, uses[$0], parameters[$0]) }
          && PQpipelineSync(handle) == 1
      }
    }

    /// Types are left to the server to infer, and all answers are text.
    private func send(_ text: String, _ use: StatementNames.Use, _ parameters: ParameterBuffer) -> Bool {
      parameters.withPointers { count, values, lengths, formats in
        switch use {
        case .unnamed: PQsendQueryParams(handle, text, count, nil, values, lengths, formats, 0) == 1
        case .known(let name): PQsendQueryPrepared(handle, name, count, values, lengths, formats, 0) == 1
        case .new(let name):
          PQsendPrepare(handle, name, text, 0, nil) == 1
            && PQsendQueryPrepared(handle, name, count, values, lengths, formats, 0) == 1
        }
      }
    }

    /// - Parameter send: whether libpq took everything.
    private func begin(
      _ progress: RunProgress, _ timeout: Duration, _ caller: CheckedContinuation<[PostgresResult], any Error>,
      _ send: () -> Bool
    ) {
      guard handle != nil else {
        statements.endRun(nil)
        var failure = end ?? PostgresFailure(.other, "the connection is closed")
        failure.kind = .connectionLost(outcomeUnknown: false)
        failure.isSafeToRetry = true
        return caller.resume(throwing: failure)
      }
      precondition(run == nil, "a connection is used by one task at a time")
      run = Run(progress: progress, timeout: timeout, caller: caller)
      deadline?.start(timeout)
      if send() { flush() } else { die(nil) }
    }
  }

  extension RunProgress {
    fileprivate init(_ commands: [PostgresCommand], _ uses: [StatementNames.Use], isInTransaction: Bool) {
      var steps: [Step] = []
      steps.reserveCapacity(commands.count + 1)
      for (index, use) in uses.enumerated() {
        if case .new = use { steps.append(.prepare(commands[index].text)) }
        steps.append(.command(index))
      }
      self.init(
        steps + [.end], mayCommit: commands.mayCommit(isInTransaction: isInTransaction),
        commits: Set(commands.indices.filter { commands[$0].isCommit }))
    }
  }
#endif
