#if Postgres
  import JobModel
  import JobTransactions

  /// The specs of many jobs, each once.
  struct GivenSpecs {
    private var kinds: [String] = []
    private var bodies: [String] = []
    private var digests: [String] = []
    /// Where each job's is.
    private var places: [Int] = []

    init(_ jobs: [NewJob]) throws {
      var known: [JobSpec: Int] = [:]
      var last: (spec: JobSpec, place: Int)?
      for job in jobs {
        if let last, last.spec == job.spec {
          places.append(last.place)
          continue
        }
        let place = known[job.spec] ?? kinds.count
        if place == kinds.count {
          let body = try job.spec.canonicalJSON()
          kinds.append(job.spec.kind.rawValue)
          bodies.append(body)
          digests.append(Self.hex(SpecWriter.digest(kind: job.spec.kind, body: body)))
          known[job.spec] = place
        }
        places.append(place)
        last = (job.spec, place)
      }
    }

    var arguments: Arguments {
      ["kinds": Value.words(kinds), "bodies": Value.words(bodies), "digests": Value.words(digests)]
    }

    /// - Parameter rows: what `known` selects.
    /// - Returns: one id a job; nil while one of them is not stored.
    func ids(_ rows: [Row]) -> [Int64]? {
      var ids: [String: Int64] = [:]
      for row in rows { ids[row[0]] = row[1] }
      let found = digests.compactMap { ids[$0] }
      return found.count == digests.count ? places.map { found[$0] } : nil
    }

    private static func hex(_ bytes: [UInt8]) -> String {
      let digits = Array("0123456789abcdef".utf8)
      return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Stores those that are not there yet.
    static let insert: SQL =
      """
      INSERT INTO specs (kind, digest, body)
      SELECT kind, decode(digest, 'hex'), CAST(body AS json)
      FROM unnest(CAST(:kinds AS text[]), CAST(:digests AS text[]), CAST(:bodies AS text[]))
        AS given (kind, digest, body)
      WHERE NOT EXISTS (SELECT 1 FROM specs WHERE specs.digest = decode(given.digest, 'hex'))
      ORDER BY digest
      ON CONFLICT (digest) DO NOTHING
      """

    static let known: SQL =
      """
      SELECT given.digest, specs.id FROM unnest(CAST(:digests AS text[])) AS given (digest)
      JOIN specs ON specs.digest = decode(given.digest, 'hex')
      """
  }
#endif
