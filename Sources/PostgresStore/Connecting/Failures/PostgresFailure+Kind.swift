#if Postgres
  extension PostgresFailure.Kind {
    /// - Parameter source: the server's own function that raised it.
    init(sqlState: String, source: String?) {
      self =
        switch sqlState {
        case "28P01", "28000": .authentication
        case "3D000": .noDatabase
        case "40001": .serialization
        case "40P01": .deadlock
        case "55P03": .lockTimeout
        case "57014": .statementTimeout
        case "57P01", "57P02", "57P03": .shutdown
        case "53100": .diskFull
        case "53300": .tooManyConnections
        case "25006": .readOnly
        // What a standby does not lock it does not let anybody write to.
        case "55000" where source == "LockAcquireExtended": .readOnly
        case "42501": .privilege
        case "42P01", "3F000": .missingTable
        case "26000", "42P05": .preparedStatement
        // "cached plan must not change result type", which has no code of its own, in whatever language.
        case "0A000" where source == "RevalidateCachedQuery": .preparedStatement
        case _ where sqlState.hasPrefix("23"): .integrity
        default: .other
        }
    }

    /// Whether it may be gone a moment later, so that connecting is worth another try.
    package var passes: Bool {
      switch self {
      case .cannotConnect, .shutdown, .tooManyConnections: true
      default: false
      }
    }
  }
#endif
