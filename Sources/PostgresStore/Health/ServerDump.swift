#if Postgres
  import Foundation
  import JobTransactions
  import Subprocess

  /// A copy of the schema by `pg_dump`, which `pg_restore` puts back.
  ///
  /// Source: https://www.postgresql.org/docs/current/app-pgdump.html
  struct ServerDump {
    private static let program = "pg_dump"
    /// Of what it says when it fails.
    private static let limit = 64 * 1024

    let target: PostgresTarget
    /// The server's major version: an older pg_dump does not understand it.
    let server: Int

    func write(_ file: BackupFile) async throws {
      try file.prepare()
      do {
        try await checkVersion(file)
        let dump = try await run(
          [
            "--format=custom", "--schema=geuse", "--no-password", "--file=\(file.partial)",
            "--dbname=\(target.secretless)",
          ], file)
        guard dump.isDone else { throw file.failure("pg_dump could not make it: \(Self.lastLine(dump.errors))") }
        try file.finish()
      } catch {
        file.abandon()
        throw error
      }
    }

    private func checkVersion(_ file: BackupFile) async throws {
      // pg_dump (PostgreSQL) 15.4 (Debian 15.4-1)
      let told = try await run(["--version"], file).output
      guard let version = told.firstMatch(of: /\(PostgreSQL\) (\d+)/).flatMap({ Int($0.1) }) else {
        throw file.failure("pg_dump does not say its version")
      }
      guard version >= server else {
        throw file.failure(
          "the pg_dump on the PATH is of PostgreSQL \(version), the server is \(server); install the client of "
            + "PostgreSQL \(server) or later (Debian: postgresql-client-\(server))")
      }
    }

    private func run(
      _ arguments: [String], _ file: BackupFile
    ) async throws -> (isDone: Bool, output: String, errors: String) {
      do {
        // The password is not among the arguments, which everybody on this machine can read.
        let environment = Environment.inherit.updating(target.secrets)
        let result = try await Subprocess.run(
          .name(Self.program), arguments: Arguments(arguments), environment: environment, input: .none,
          output: .string(limit: Self.limit), error: .string(limit: Self.limit))
        return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
      } catch let error as SubprocessError where error.code == .executableNotFound {
        throw file.failure(
          "pg_dump is not on the PATH; install PostgreSQL's client programs (Debian: postgresql-client-\(server))")
      }
    }

    private static func lastLine(_ text: String) -> String {
      let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains("error:") }
      let line = lines.first ?? text.split(whereSeparator: \.isNewline).last ?? "it says nothing"
      return String(line).replacing("pg_dump: error: ", with: "")
    }
  }

  extension PostgresTarget {
    /// libpq's parameters but for what nobody else may see.
    fileprivate var secretless: String {
      let secrets: Set = ["password", "sslpassword", "client_encoding"]
      return parameters.filter { !secrets.contains($0.key) }.sorted { $0.key < $1.key }
        .map { "\($0.key)='\($0.value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'" }
        .joined(separator: " ")
    }

    fileprivate var secrets: [Environment.Key: String?] {
      parameters["password"].map { ["PGPASSWORD": $0] } ?? [:]
    }
  }
#endif
