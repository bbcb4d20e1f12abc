import JobModel

/// What the database's place on a server means.
struct ServerDiagnosis {
  /// Times are the server's anyway; what is further apart than this is shown to people as something else than it is.
  private static let largestSkew: Duration = .seconds(2)

  let server: StoreCondition.Server

  init(_ server: StoreCondition.Server) { self.server = server }

  var findings: [Finding] { [place, role, durability, replication, integrity, clock] }

  private var place: Finding {
    let words = "PostgreSQL \(server.version), \(server.name), \(FileDiagnosis.text(server.size))"
    guard server.isRemote else { return Finding("server", .ok, "\(words), on this machine") }
    guard server.isEncrypted else {
      return Finding(
        "server", .note, "\(words); the connection is not encrypted, user data and all",
        fix: "sslmode=verify-full in the URL: geuse help postgres")
    }
    return Finding("server", .ok, "\(words), encrypted")
  }

  private var role: Finding {
    let abilities = server.role.abilities
    guard abilities.contains(.read) else {
      return Finding(
        "role", .problem, "\(server.role.name) may not read all of the queue",
        fix: "grant it geuse_reader, geuse_producer or geuse_worker: deploy/postgres/roles.sql")
    }
    let words = abilities.map(\.rawValue).joined(separator: ", ")
    return Finding("role", .ok, "\(server.role.name) may \(words)")
  }

  private var durability: Finding {
    let durability = server.durability
    guard durability.fsync, durability.fullPageWrites else {
      return Finding(
        "durability", .problem,
        "\(durability.fsync ? "full_page_writes" : "fsync") is off: when the machine crashes, jobs and launches that "
          + "were acknowledged may be lost, and be launched again",
        fix: "turn it on in postgresql.conf")
    }
    // What is off for others is on for geuse's own transactions.
    return Finding("durability", .ok, "what is acknowledged is on the server's disk")
  }

  private var replication: Finding {
    let durability = server.durability
    if !durability.synchronousStandbys.isEmpty {
      guard ["on", "remote_write", "remote_apply"].contains(durability.synchronousCommit) else {
        return Finding(
          "replication", .note,
          "synchronous_commit is \(durability.synchronousCommit); geuse sets it to on for its own transactions")
      }
      return Finding(
        "replication", .ok, "a commit waits for \(durability.synchronousStandbys) (\(durability.synchronousCommit))")
    }
    guard durability.standbys > 0 else { return Finding("replication", .ok, "no other server follows this one") }
    return Finding(
      "replication", .note,
      "\(CountText.of(durability.standbys, "server")) \(durability.standbys == 1 ? "follows" : "follow") this one, and "
        + "no commit waits for \(durability.standbys == 1 ? "it" : "them"): after a failover the last launches may be "
        + "unknown, and launched again",
      fix: "set synchronous_standby_names: docs/postgres.md")
  }

  private var integrity: Finding {
    server.durability.checksums
      ? Finding("integrity", .ok, "the server checks its pages; references are its own to keep")
      : Finding(
        "integrity", .note, "the server's pages have no checksums (pg_checksums); references are its own to keep")
  }

  private var clock: Finding {
    let ahead = server.clockAhead
    let words = "\(DurationText.rough(ahead < .zero ? .zero - ahead : ahead)) \(ahead < .zero ? "behind" : "ahead of")"
    guard ahead > Self.largestSkew || ahead < .zero - Self.largestSkew else {
      return Finding("server's clock", .ok, "as this machine's")
    }
    return Finding(
      "server's clock", .note, "\(words) this machine's; what geuse stores and shows are the server's times",
      fix: "let both follow the same time servers; signatures for AWS are made by this machine's")
  }
}
