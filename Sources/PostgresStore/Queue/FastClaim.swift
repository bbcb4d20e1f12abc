#if Postgres
  import JobModel
  import JobTransactions

  /// A claim in one statement, as most are: of jobs that nothing but their place in line decides about.
  ///
  /// Others do the same at the same time: each locks the rows it takes and leaves out what another has locked. Where a
  /// launch comes first, or something is to be settled or is paused, the statement takes nothing and says so; the
  /// transaction of every store then decides, alone.
  struct FastClaim {
    let claim: Claim
    private let view: LineMemory.View

    /// Nil for a claim that names its jobs.
    init?(_ claim: Claim, _ memory: LineMemory) {
      guard claim.only == nil, claim.limit > 0 else { return nil }
      self.claim = claim
      view = memory.view(for: claim.queues)
    }

    var command: PostgresCommand {
      func most(_ kind: JobKind) -> Value { .integer(Int64(claim.places(of: kind))) }
      let values: [Value] = [
        .text(claim.holder), .integer(claim.lease.milliseconds), claim.queues.isEmpty ? .null : .words(claim.queues),
        most(.wait), most(.tag), most(.terminate), claim.isBatched ? .integer(Int64(claim.limit)) : .null,
        .integer(LineMemory.cheap),
      ]
      guard case .fromThere(let lines) = view else { return PostgresCommand(Self.fromTheHead, values) }
      return PostgresCommand(
        Self.fromThere,
        values + [
          .words(lines.map(\.line.kind)), .words(lines.map(\.line.queue)), .ids(lines.map(\.line.priority)),
          .ids(lines.map(\.place.runAt)), .ids(lines.map(\.place.id)),
        ])
    }

    /// What the statement has told of the lines.
    func note(_ answer: [Row], in memory: LineMemory) throws {
      var taken: [LineMemory.Line: LineMemory.Place] = [:]
      for row in answer where (row[1] as JobID?) != nil {
        // In the order of their places.
        taken[LineMemory.Line(kind: row[21], queue: row[5], priority: row[6])] =
          LineMemory.Place(runAt: row[22], id: row[1])
      }
      let lines: String? = answer.first?[24]
      memory.note(
        view, for: claim.queues, took: answer.first?[23] ?? 0, lines: try lines.map(LineMemory.lines) ?? [],
        taken: taken)
    }
  }
#endif
