#if Postgres
  import CLibpq

  extension PostgresConnection {
    /// All that have come of what is under way.
    func readResults() {
      while let handle, run != nil, PQisBusy(handle) == 0 {
        let result = PQgetResult(handle)
        // A broken connection has no more to give, and would not stop saying so.
        if result == nil, PQstatus(handle) == CONNECTION_BAD { return }
        take(RunProgress.Answer(result))
      }
    }

    private func take(_ answer: RunProgress.Answer) {
      if case .failed(let failure) = answer, failure.sqlState == nil { return die(nil) }
      switch run?.progress.take(answer) {
      case .prepared(let text): statements.confirm(text)
      case .finished: finish()
      case .broken: die(PostgresFailure(.other, "the server answered out of turn"))
      case .goOn, nil: break
      }
      if let failure = run?.progress.failure, failure.isFatal { die(failure) }
    }

    private func finish() {
      guard let run else { return }
      deadline?.stop()
      self.run = nil
      statements.endRun(run.progress.failure)
      if PQpipelineStatus(handle) == PQ_PIPELINE_OFF, PQenterPipelineMode(handle) == 0 { die(nil) }
      // The cancellation may still be on its way, and would meet the next command.
      if run.isCancelled { die(PostgresFailure(.statementTimeout, "a command was cancelled")) }
      if let failure = run.progress.failure {
        run.caller.resume(throwing: failure)
      } else {
        run.caller.resume(returning: run.progress.results)
      }
    }
  }

  extension RunProgress.Answer {
    /// Takes libpq's result over.
    fileprivate init(_ result: OpaquePointer?) {
      guard let result else {
        self = .noMore
        return
      }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        self = .command(PostgresResult(result))
        return
      case PGRES_FATAL_ERROR: self = .failed(PostgresFailure(result))
      case PGRES_PIPELINE_ABORTED: self = .skipped
      case PGRES_PIPELINE_SYNC: self = .synchronised
      default: self = .unexpected
      }
      PQclear(result)
    }
  }
#endif
