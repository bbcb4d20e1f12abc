#if Postgres
  /// What a server, or the way to it, refused or could not do.
  ///
  /// Says nothing of parameters' values, of rows, or of passwords: what the server quotes of them is cut out.
  package struct PostgresFailure: Error, Sendable, Equatable {
    package var kind: Kind
    /// Five characters; nil where it was not the server that said it.
    /// Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
    package var sqlState: String?
    /// ERROR, FATAL or PANIC, in English whatever the server speaks; nil where it was not the server that said it.
    package var severity: String?
    package var message: String
    package var detail: String?
    package var hint: String?
    /// The constraint that was violated.
    package var constraint: String?
    /// Which of the commands of one run failed, from 0.
    package var command: Int?
    /// Whether it is certain that nothing of the transaction was or will be committed.
    package var isSafeToRetry: Bool

    package init(_ kind: Kind, _ message: String, isSafeToRetry: Bool = true) {
      self.kind = kind
      self.message = message
      self.isSafeToRetry = isSafeToRetry
    }

    /// What code decides by.
    package enum Kind: Sendable, Equatable {
      /// Nobody answers there, or not in time.
      case cannotConnect
      /// No agreement about TLS: the server has none, or its certificate is not trusted.
      case encryption
      /// The server does not let this user in.
      case authentication
      /// There is no database of that name.
      case noDatabase
      /// libpq cannot make sense of what it was given: a parameter, or a file that one names.
      case configuration
      /// The connection broke, or was given up, in the middle of something.
      /// - `outcomeUnknown`: whether a commit was under way, of which nobody can say whether it happened.
      case connectionLost(outcomeUnknown: Bool)
      case serialization
      case deadlock
      case lockTimeout
      /// The statement was cancelled, by the server's time limit or by ours.
      case statementTimeout
      /// The server is starting up or shutting down, and does not let anybody in.
      case shutdown
      case diskFull
      case tooManyConnections
      /// A standby, or a database that is set to be read only.
      case readOnly
      case privilege
      case missingTable
      case integrity
      /// A prepared statement was lost or is outdated; it has been forgotten, and the transaction may be tried again.
      case preparedStatement
      /// No connection of the pool became free in time.
      case poolTimeout
      case other
    }
  }

  extension PostgresFailure: CustomStringConvertible {
    package var description: String {
      let code = sqlState.map { " (\($0))" } ?? ""
      return ([message + code] + [detail, hint].compactMap(\.self)).joined(separator: "; ")
    }
  }
#endif
