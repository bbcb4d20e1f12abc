#if Postgres
  import CLibpq
  import Dispatch

  extension PostgresConnection {
    /// How long the answer to a cancelled command is waited for.
    private static let grace: Duration = .seconds(2)

    /// Cancels on the server what is under way, whose caller then hears of `statementTimeout`; the connection is closed.
    ///
    /// Where the command was quicker, its caller has its results; where no answer comes, he hears of `connectionLost`.
    package func cancel() { lane.sync { cancelRun() } }

    /// What is under way takes too long.
    func expire() {
      guard let run else { return }
      // A commit that waits for a standby is done when it is cancelled, and the standby may not have it: that would pass
      // for success. https://www.postgresql.org/docs/current/warm-standby.html#SYNCHRONOUS-REPLICATION
      guard !run.progress.mayCommit else { return die(PostgresFailure(.other, "no answer within \(run.timeout)")) }
      guard run.isCancelled else { return cancelRun() }
      die(PostgresFailure(.other, "no answer within \(run.timeout), nor to the cancellation"))
    }

    private func cancelRun() {
      guard let handle, run != nil, run?.isCancelled == false else { return }
      run?.isCancelled = true
      deadline?.start(Self.grace)
      // Made for use by any thread; it holds copies of all that it needs.
      nonisolated(unsafe) let cancel = PQgetCancel(handle)
      // It connects to the server, and waits for that.
      DispatchQueue.global().async {
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &message, Int32(message.count))
        PQfreeCancel(cancel)
      }
    }
  }
#endif
