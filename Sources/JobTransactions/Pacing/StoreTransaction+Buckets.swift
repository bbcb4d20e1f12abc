import JobModel

extension StoreTransaction {
  /// Takes from all of them or, where one refuses, from none; who is refused is told the latest of the times.
  func reserve(
    _ demands: [TokenDemand], region: String, longestWait: Duration, keepsTime: Bool
  ) async throws -> TokenAnswer {
    var whole = TokenReservation(counts: [], delay: .zero, madeAt: boot)
    var refused: (after: Duration, buckets: [(CallBucket, TokenBucket)])?
    var taken: [(CallBucket, TokenBucket)] = []
    for demand in demands {
      var bucket = try await bucket(demand.bucket, demand.limit, region: region)
      switch bucket.reserve(demand.counts, at: boot, longestWait: longestWait, keepsTime: keepsTime) {
      case .granted(let part):
        whole.counts += part.counts
        whole.delay = max(whole.delay, part.delay)
        taken.append((demand.bucket, bucket))
      case .refused(let time):
        refused = (max(time, refused?.after ?? .zero), (refused?.buckets ?? []) + [(demand.bucket, bucket)])
      }
    }
    for (name, bucket) in refused?.buckets ?? taken { try await store(bucket, as: name, region: region) }
    return refused.map { .refused(comeBackAfter: $0.after) } ?? .granted(whole)
  }

  /// As if nothing had been drawn where nothing is on record.
  func bucket(_ name: CallBucket, _ limit: TokenBucket.Limit, region: String) async throws -> TokenBucket {
    try await row(Statements.Buckets.find, [region, name.name]).map { TokenBucket(limit, row: $0) }
      ?? TokenBucket(limit, at: boot)
  }

  func store(_ bucket: TokenBucket, as name: CallBucket, region: String) async throws {
    try await run(
      Statements.Buckets.store,
      [
        region, name.name, bucket.tokens, bucket.line, bucket.pace, bucket.at.bootID, bucket.at.milliseconds,
        bucket.throttledAt?.milliseconds,
      ])
  }
}
