#if Postgres
  import JobModel
  import JobTransactions

  /// Asks a server what doctor tells of it. Changes nothing.
  struct ServerExamination {
    let database: PostgresDatabase

    func server() async throws -> StoreCondition.Server {
      try await database.looking { connection in
        func row(_ sql: String) async throws -> Row {
          Row(
            try await connection.run([PostgresCommand(sql, isPrepared: false)], timeout: database.timeout)[0].row(0))
        }
        let asked = Timestamp.now()
        let time: Int64 = try await row("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)")[0]
        let middle = asked + (Timestamp.now() - asked) / 2
        let facts = try await row(Self.facts)
        let version: String = facts[0]
        return StoreCondition.Server(
          name: database.name, version: String(version.prefix { $0 != " " }), isEncrypted: connection.isEncrypted,
          isRemote: facts[2],
          role: StoreCondition.Server.Role(
            name: facts[1], abilities: Self.abilities(try await row(Self.rights))),
          durability: Self.durability(try await row(Self.settings)),
          clockAhead: Timestamp(rawValue: time) - middle, size: facts[3])
      }
    }

    /// Whoever connects from the server's own address is on it.
    private static let facts = """
      SELECT current_setting('server_version'), CAST(current_user AS text),
        CAST(inet_client_addr() IS DISTINCT FROM inet_server_addr() AS integer), pg_database_size(current_database())
      """

    private static let settings = """
      SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums'),
        current_setting('synchronous_commit'), current_setting('synchronous_standby_names'),
        (SELECT count(*) FROM pg_stat_replication)
      """

    private static func durability(_ row: Row) -> StoreCondition.Server.Durability {
      func isOn(_ column: Int) -> Bool { row[column] == "on" }
      return StoreCondition.Server.Durability(
        fsync: isOn(0), fullPageWrites: isOn(1), checksums: isOn(2), synchronousCommit: row[3],
        synchronousStandbys: row[4], standbys: row[5])
    }

    /// The rights that each of the abilities takes, of tables that nothing else is done without.
    private static let rights = """
      SELECT \(may("SELECT", "jobs", "attempts", "specs", "instances", "workers")),
        \(locks) AND \(may("INSERT", "jobs", "specs", "unique_keys")),
        \(locks) AND \(may("UPDATE", "jobs")) AND
          \(may("INSERT", "attempts", "launch_requests", "launch_request_jobs", "launch_sends", "instances", "workers")),
        \(locks) AND \(may("DELETE", "jobs")), has_schema_privilege('geuse', 'CREATE')
      """

    private static func may(_ right: String, _ tables: String...) -> String {
      tables.map { "has_table_privilege('geuse.\($0)', '\(right)')" }.joined(separator: " AND ")
    }

    private static let locks = "has_table_privilege('geuse.gate', 'UPDATE, DELETE, TRUNCATE')"

    private static func abilities(_ row: Row) -> [StoreCondition.Server.Ability] {
      StoreCondition.Server.Ability.allCases.enumerated().filter { row[$0.offset] }.map(\.element)
    }
  }
#endif
