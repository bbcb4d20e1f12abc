#if Postgres
  import JobModel

  extension StoreError {
    /// What a person can do something about, beside the server's own words.
    init(_ failure: PostgresFailure, path: String) {
      let said = failure.description
      self =
        switch failure.kind {
        case .cannotConnect, .shutdown, .tooManyConnections, .poolTimeout, .connectionLost(outcomeUnknown: false),
          .serialization, .deadlock, .lockTimeout, .statementTimeout, .readOnly:
          .unavailable(path: path, reason: Self.trouble(failure.kind, said), hint: Self.remedy(failure.kind))
        case .authentication, .encryption, .noDatabase, .configuration, .privilege:
          .denied(path: path, reason: Self.trouble(failure.kind, said), hint: Self.remedy(failure.kind))
        case .connectionLost(outcomeUnknown: true):
          .unusable(
            path: path,
            reason: "the connection broke while a change was committed, and nobody can say whether it was (\(said)); "
              + "look with geuse status before you repeat it")
        case .diskFull:
          .unusable(
            path: path,
            reason: "the server's disk is full (\(said)); nothing was changed; free some space there, then try again")
        case .missingTable:
          .unusable(path: path, reason: "it has no queue, or a part of it is gone (\(said)); see geuse doctor")
        case .preparedStatement, .integrity, .other: .unusable(path: path, reason: "the server refuses: \(said)")
        }
    }

    /// What follows the database's name.
    private static func trouble(_ kind: PostgresFailure.Kind, _ said: String) -> String {
      switch kind {
      case .cannotConnect: "does not answer: \(said)"
      case .shutdown: "is not ready: \(said)"
      case .tooManyConnections: "has no connection left for us: \(said)"
      case .poolTimeout: "was not asked: all connections of this process are in use (\(said))"
      case .connectionLost: "was lost in the middle: \(said)"
      case .serialization, .deadlock, .lockTimeout: "is busy: others held for 30s what was needed (\(said))"
      case .statementTimeout: "took too long: \(said)"
      case .readOnly: "may not be written to: \(said)"
      case .authentication: "does not let us in: \(said)"
      case .encryption: "cannot be used with the encryption that sslmode asks for: \(said)"
      case .noDatabase: "is not there: \(said)"
      case .configuration: "cannot be asked for like that: \(said)"
      case .privilege: "does not let this user do that: \(said)"
      case .diskFull, .missingTable, .preparedStatement, .integrity, .other: "refuses: \(said)"
      }
    }

    private static func remedy(_ kind: PostgresFailure.Kind) -> String {
      switch kind {
      case .cannotConnect: "nothing was changed; see that the server runs and can be reached from here, then try again"
      case .shutdown: "nothing was changed; try again in a moment"
      case .tooManyConnections:
        "nothing was changed; stop something, raise max_connections, or put PgBouncer before the server"
      case .poolTimeout: "nothing was changed; try again, or allow more of them: pool=16 in the URL"
      case .readOnly:
        "nothing was changed; it is a standby, or set to be read only: name the primary; of several hosts "
          + "target_session_attrs=read-write finds it"
      case .authentication:
        "check the user, and the password in the file that PGPASSFILE names, in PGSERVICE's, or in the URL: "
          + "geuse help postgres"
      case .encryption: "let the server have a certificate that sslrootcert trusts, or change sslmode in the URL"
      case .noDatabase: "check the name at the end of the URL, or make it: createdb NAME"
      case .configuration: "check the URL's parameters, and the PG variables and files: geuse help postgres"
      case .privilege:
        "let the schema's owner run deploy/postgres/roles.sql, and grant geuse_producer, geuse_worker or geuse_reader"
      case .serialization, .deadlock, .lockTimeout:
        "nothing was changed; see who holds it (pg_stat_activity), then try again"
      default: "nothing was changed; try again"
      }
    }

    /// The same where the schema was to be made or changed, which few may do.
    var whileMigrating: StoreError {
      guard case .denied(let path, let reason, _) = self else { return self }
      return .denied(
        path: path, reason: reason,
        hint: "the schema is made and upgraded by who owns it, or by who may CREATE in the database: geuse migrate")
    }
  }
#endif
