#if Postgres
  import Foundation
  import Testing

  extension EndToEnd {
    /// What a user reads, word for word, when the server or the way to it is not as it should be.
    @Suite struct PostgresErrorTests {
      private func said(
        _ sandbox: Sandbox, _ arguments: String..., exits code: Int32, lines: String...,
        variables: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
      ) async throws {
        let ended = try await sandbox.geuse(arguments, variables: variables)
          .exits(code, sourceLocation: sourceLocation).speaksAsGeuse(sourceLocation: sourceLocation)
        #expect(
          ended.error == lines.map { "geuse: \($0)\n" }.joined(), "\(ended)", sourceLocation: sourceLocation)
        #expect(ended.output.isEmpty, sourceLocation: sourceLocation)
      }

      private func sandbox(_ url: String) throws -> Sandbox { try Sandbox(["AWS_REGION": "us-east-1"], database: url) }

      @Test func aServerThatIsDown() async throws {
        try await OwnServer.during { server in
          let url = server.host.url("postgres", as: "app", password: "secret")
          let shown = server.host.url("postgres", as: "app")
          let port = server.host.place.drop { $0 != ":" }.dropFirst()
          try await server.stop()
          for command in ["launch", "list"] {
            try await said(
              try sandbox(url), command, exits: 75,
              lines: "waiting for \(shown) to answer",
              "the database \(shown) does not answer: connection to server at \"127.0.0.1\", port \(port) failed: "
                + "Connection refused",
              "nothing was changed; see that the server runs and can be reached from here, then try again")
          }
        }
      }

      @Test func aServerThatComesBackInTime() async throws {
        try await OwnServer.during { server in
          let home = try sandbox(server.host.url("postgres"))
          try await home.geuse("migrate").exits(0)
          try await server.stop()
          async let start: Void = server.start()
          let worker = try await home.geuse("worker", "--until-idle").exits(0)
          try await start
          #expect(worker.error.contains("worker started"), "\(worker)")
        }
      }

      @Test func whoeverIsNotLetIn() async throws {
        let host = try PostgresHost.shared()
        let next =
          "check the user, and the password in the file that PGPASSFILE names, in PGSERVICE's, or in the URL: "
          + "geuse help postgres"
        try await host.lendingDatabase { name in
          try await host.lendingRole(password: "right", in: name) { role in
            let shown = host.url(name, as: role)
            try await said(
              try sandbox(host.url(name, as: role, password: "wrong")), "list", exits: 78,
              lines:
                "the database \(shown) does not let us in: password authentication failed for user \"\(role)\" (28P01)",
              next)
            let none = try await sandbox(shown).geuse("list").exits(78).speaksAsGeuse()
            #expect(none.error.contains("no password supplied\ngeuse: \(next)"), "\(none)")
          }
          try await said(
            try sandbox(host.url(name, as: "nobody_here", password: "x")), "list", exits: 78,
            lines:
              "the database \(host.url(name, as: "nobody_here")) does not let us in: password authentication failed "
              + "for user \"nobody_here\" (28P01)", next)
        }
        try await said(
          try sandbox(host.url("nowhere")), "list", exits: 78,
          lines: "the database \(host.url("nowhere")) is not there: database \"nowhere\" does not exist (3D000)",
          "check the name at the end of the URL, or make it: createdb NAME")
      }

      @Test func aPasswordInAFileOpens() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          try await host.lendingRole(password: "pass:word", in: name) { role in
            try await host.run("GRANT CREATE ON DATABASE \(name) TO \(role)")
            let home = try sandbox(host.url(name, as: role))
            let file = try home.file("pgpass", Array("*:*:*:\(role):pass\\:word\n".utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            #expect(try await home.geuse("launch", variables: ["PGPASSFILE": file]).exits(0).ids == [1])
          }
        }
      }

      @Test func aServerWithoutTheEncryptionThatIsAskedFor() async throws {
        let host = try PostgresHost.shared()
        let url = host.url("postgres") + "?sslmode=require"
        let port = host.place.drop { $0 != ":" }.dropFirst()
        try await said(
          try sandbox(url), "list", exits: 78,
          lines:
            "the database \(url) cannot be used with the encryption that sslmode asks for: connection to server at "
            + "\"127.0.0.1\", port \(port) failed: server does not support SSL, but SSL was required",
          "let the server have a certificate that sslrootcert trusts, or change sslmode in the URL")
      }

      @Test func aRoleThatIsTooWeak() async throws {
        let host = try PostgresHost.shared()
        let next =
          "let the schema's owner run deploy/postgres/roles.sql, and grant geuse_producer, geuse_worker or geuse_reader"
        try await host.lendingDatabase { name in
          try await host.lendingRole(password: "x", in: name) { role in
            let weak = try sandbox(host.url(name, as: role, password: "x"))
            let shown = host.url(name, as: role)
            try await said(
              weak, "launch", exits: 78,
              lines:
                "the database \(shown) does not let this user do that: permission denied for database \(name) (42501)",
              "the schema is made and upgraded by who owns it, or by who may CREATE in the database: geuse migrate")
            try await sandbox(host.url(name)).geuse("migrate").exits(0)
            try await said(
              weak, "list", exits: 78,
              lines: "the database \(shown) does not let this user do that: permission denied for schema geuse (42501)",
              next)
            try await host.run("GRANT USAGE ON SCHEMA geuse TO \(role)", in: name)
            try await host.run("GRANT SELECT ON ALL TABLES IN SCHEMA geuse TO \(role)", in: name)
            try await weak.geuse("list").exits(0)
            try await said(
              weak, "launch", exits: 78,
              lines: "the database \(shown) does not let this user do that: permission denied for table gate (42501)",
              next)
          }
        }
      }

      @Test func anotherSchema() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try sandbox(host.url(name))
          try await said(
            home, "list", exits: 1,
            lines:
              "the database \(host.url(name)) cannot be used: there is no queue in it; enqueue a job to create it, or "
              + "name another with --database")
          let made = try await home.geuse("launch").exits(0)
          #expect(made.error.hasPrefix("geuse: new queue: \(host.url(name))\n"), "\(made)")
          try await host.run("INSERT INTO geuse.migrations (version) VALUES (99)", in: name)
          for command in ["list", "launch", "worker", "migrate"] {
            try await said(
              home, command, exits: 78, lines: "the database was written by a newer geuse (schema 99)", "upgrade geuse")
          }
          try await host.run("DELETE FROM geuse.migrations WHERE version > 1", in: name)
          for command in ["list", "launch", "worker"] {
            let old = try await home.geuse(command).exits(75).speaksAsGeuse()
            #expect(old.error.contains("the database has schema 1, this geuse needs"), "\(old)")
            #expect(old.error.contains("stop the workers, then: geuse migrate"), "\(old)")
          }
        }
      }

      @Test func aServerThatMayOnlyBeRead() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try sandbox(host.url(name))
          try await home.geuse("launch").exits(0)
          try await host.run("ALTER DATABASE \(name) SET default_transaction_read_only = on")
          try await home.geuse("list").exits(0)
          let refused = try await home.geuse("launch").exits(75).speaksAsGeuse()
          #expect(
            refused.error.replacing(/execute [A-Z]+ in/, with: "execute … in") == """
              geuse: the database \(host.url(name)) may not be written to: cannot execute … in a read-only transaction (25006)
              geuse: nothing was changed; it is a standby, or set to be read only: name the primary; of several hosts \
              target_session_attrs=read-write finds it

              """)
        }
      }

      @Test func whatGoesWithFilesOnlyIsRefused() async throws {
        let home = try sandbox("postgres://app:secret@127.0.0.1:1/geuse?sslkey=s")
        let shown = "postgres://app@127.0.0.1:1/geuse?…"
        try await said(
          home, "list", "--database-mode", "0600", exits: 64,
          lines: "--database-mode '0600' is not valid beside \(shown): only a file has a mode; leave it out")
        try await said(
          home, "worker", exits: 64,
          lines:
            "GEUSE_DURABILITY 'normal' is not valid beside \(shown): there every commit is on the server's disk before "
            + "it is answered; leave it out", variables: ["GEUSE_DURABILITY": "normal"])
      }

      @Test(
        arguments: [
          ("postgres://app:se/cr@t@h/q", "postgres://…"), ("Postgres://app:secret@h/q", "Postgres://app@h/q"),
          ("postgres://app:secret@h/q?pool=0", "postgres://app@h/q?…"),
          ("mysql://app:secret@h/q", "mysql://app@h/q"),
        ])
      func aURLThatIsNoneIsRefusedWithoutItsPassword(_ url: String, shown: String) async throws {
        let ended = try await sandbox(url).geuse("list").exits(64).speaksAsGeuse()
        #expect(ended.error.hasPrefix("geuse: --database '\(shown)' is not valid: "), "\(ended)")
        // Also where it stands in the wrong place.
        let lost = try await sandbox("q.db").geuse("list", "postgres://app:secret@h/q").exits(64)
        #expect(!lost.error.contains("secret") && lost.error.contains("postgres://app:…@h/q"), "\(lost)")
      }

      @Test(.enabled(if: geteuid() == 0, "a small disk is made by mounting one"))
      func aServerWhoseDiskIsFull() async throws {
        let parent = try #require(PostgresHost.folder)
        let folder = "\(parent)/\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let machine = try Sandbox()
        try await machine.finish("mount", ["-t", "tmpfs", "-o", "size=200m", "tmpfs", folder]).exits(0)
        let result = await Result { try await fill(folder) }
        try await machine.finish("umount", [folder]).exits(0)
        try result.get()
      }

      private func fill(_ folder: String) async throws {
        try await OwnServer.during(in: folder + "/pg") { server in
          let home = try sandbox(server.host.url("postgres"))
          try await home.geuse("launch", "--count", "3").exits(0)
          // Whatever there is.
          _ = try await home.finish("dd", ["if=/dev/zero", "of=\(folder)/ballast", "bs=64k"])
          let shown = server.host.url("postgres")
          let full = try await home.geuse("launch", "--count", "5000").exits(1).speaksAsGeuse()
          let words = try Regex(
            "^geuse: the database \(shown) cannot be used: the server's disk is full \\(could not extend file "
              + "\"[a-z0-9/_]+\": .*No space left on device.* \\(53100\\); Check free disk space\\.\\); nothing was "
              + "changed; free some space there, then try again\n$")
          #expect(full.error.wholeMatch(of: words) != nil, "\(full)")
          try FileManager.default.removeItem(atPath: "\(folder)/ballast")
          #expect(try await home.jobs("list").count == 3)
          try await home.geuse("launch", "--count", "5000").exits(0)
        }
      }
    }
  }

  extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
      do { self = .success(try await body()) } catch { self = .failure(error) }
    }
  }
#endif
