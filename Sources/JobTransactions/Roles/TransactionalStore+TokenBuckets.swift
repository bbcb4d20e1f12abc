package import JobModel

extension TransactionalStore {
  package func reserve(
    _ demands: [TokenDemand], region: String, longestWait: Duration, keepsTime: Bool
  ) async throws -> TokenAnswer {
    try await write(.among("buckets")) {
      try await $0.reserve(demands, region: region, longestWait: longestWait, keepsTime: keepsTime)
    }
  }

  package func stands(
    _ reservation: TokenReservation, of buckets: [CallBucket], region: String
  ) async throws -> Bool {
    try await read { transaction in
      for name in buckets {
        // What it holds does not matter here, nor how much it may.
        let limit = name.limitByAWS
        guard try await transaction.bucket(name, limit, region: region).stands(reservation.madeAt) else { return false }
      }
      return true
    }
  }

  package func giveBack(
    _ count: Int, to bucket: CallBucket, _ limit: TokenBucket.Limit, region: String
  ) async throws {
    try await change(bucket, limit, region: region) { $0.giveBack(count, at: $1) }
  }

  package func throttle(
    _ bucket: CallBucket, _ limit: TokenBucket.Limit, region: String, reservedAt: BootTime
  ) async throws {
    try await change(bucket, limit, region: region) { $0.throttle(at: $1, reservedAt: reservedAt) }
  }

  package func askAnew(heldBack code: String) async throws {
    try await write(.light) { transaction in
      // Where there is no line there is nobody to look for among all that is ready.
      guard try await transaction.run(Statements.Buckets.endLine, []) > 0 else { return }
      transaction.effects.noteWork()
      try await transaction.run(Statements.Buckets.endWait, ["now": transaction.now.rawValue, "code": code])
    }
  }

  package func slowed() async throws -> [SlowedBucket] {
    try await read { transaction in
      try await transaction.rows(Statements.Buckets.slowed, []).compactMap { row in
        let name: String = row[1]
        var bucket = TokenBucket(TokenBucket.Limit(burst: 1, perSecond: 1), row: row, from: 2)
        bucket.refill(to: transaction.boot)
        return bucket.pace < 1 ? SlowedBucket(region: row[0], bucket: name, pace: bucket.pace) : nil
      }
    }
  }

  private func change(
    _ name: CallBucket, _ limit: TokenBucket.Limit, region: String,
    _ body: @escaping @Sendable (inout TokenBucket, BootTime) -> Void
  ) async throws {
    try await write(.among("buckets")) { transaction in
      var bucket = try await transaction.bucket(name, limit, region: region)
      body(&bucket, transaction.boot)
      try await transaction.store(bucket, as: name, region: region)
    }
  }
}
