#if Postgres
  import JobModel

  extension StoreError {
    /// What a person can do something about, in place of the server's code.
    init(_ failure: PostgresFailure, path: String) {
      self = .unusable(path: path, reason: Self.reason(failure))
    }

    private static func reason(_ failure: PostgresFailure) -> String {
      let said = failure.description
      return switch failure.kind {
      case .cannotConnect:
        "no server answers there (\(said)); see that it runs and may be reached from here, then try again"
      case .encryption: "the connection cannot be encrypted as sslmode asks (\(said)); check sslmode and sslrootcert"
      case .authentication:
        "the server does not let this user in (\(said)); check the user, and the password in the URL, PGPASSFILE or PGSERVICE"
      case .connectionLost(let outcomeUnknown):
        outcomeUnknown
          ? "the connection broke while a change was committed, and nobody can say whether it was (\(said)); "
            + "look with geuse status before you repeat it"
          : "the connection broke (\(said)); nothing was changed; try again"
      case .shutdown: "the server is starting or stopping (\(said)); try again in a moment"
      case .tooManyConnections:
        "the server has no connection left (\(said)); stop something, raise max_connections, or put PgBouncer before it"
      case .poolTimeout: "all connections of this process are in use (\(said)); raise pool= in the URL"
      case .diskFull: "the server's disk is full (\(said)); nothing was changed; free some space, then try again"
      case .readOnly:
        "the server may not be written to (\(said)): it is a standby, or the database is read-only; name the primary"
      case .privilege: "this role may not do that (\(said)); grant it geuse_producer, geuse_worker or geuse_reader"
      case .missingTable: "it has no queue, or a part of it is gone (\(said)); see geuse doctor"
      case .serialization, .deadlock, .lockTimeout:
        "others held what was needed for 30 seconds (\(said)); see who is using it, then try again"
      case .statementTimeout:
        "the server took too long (\(said)); nothing was changed; try again when it has less to do"
      case .preparedStatement, .integrity, .other: "the server refuses: \(said)"
      }
    }
  }
#endif
