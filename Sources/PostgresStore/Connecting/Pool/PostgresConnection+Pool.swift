#if Postgres
  extension PostgresConnection {
    private static let rollbackLimit: Duration = .seconds(5)

    /// Rolls back what was left open.
    /// - Returns: whether the connection is as good as new.
    func endTransaction() async -> Bool {
      guard isUsable else { return false }
      if isIdle { return true }
      _ = try? await run([PostgresCommand("ROLLBACK", isPrepared: false)], timeout: Self.rollbackLimit)
      return isUsable && isIdle
    }
  }
#endif
