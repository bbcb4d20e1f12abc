#if Postgres
  import Foundation
  import Testing

  extension EndToEnd {
    /// Doctor, backup, migrate and prune on a server.
    @Suite struct PostgresOperateTests {
      @Test func doctorTellsOfTheServer() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          try await home.geuse("launch").exits(0)
          // These servers wait for no disk, which is a thing to do.
          let well = try await home.geuse("doctor", "--offline").exits(1)
          #expect(well.lines.contains { $0.contains(#/^ok +server +PostgreSQL \d+\.\d+, /#) }, "\(well)")
          #expect(well.output.contains(" \(host.url(name)), ") && well.output.contains(", on this machine"))
          #expect(
            well.lines.contains { $0.contains(#/^ok +role +geuse_admin may read, enqueue, work, prune, migrate$/#) })
          #expect(well.lines.contains { $0.contains(#/^problem +durability +fsync is off: /#) })
          #expect(well.lines.contains { $0.contains(#/^ok +schema +version \d+$/#) })
          #expect(well.lines.contains { $0.contains(#/^ok +replication +no other server follows this one$/#) })
          #expect(well.lines.contains { $0.contains(#/^ok +server's clock +as this machine's$/#) })
          #expect(well.error == "geuse: 1 thing to do\n")
          try await host.run("CREATE INDEX extra ON geuse.jobs (priority)", in: name)
          try await host.run("ALTER TABLE geuse.jobs ALTER COLUMN failures DROP DEFAULT", in: name)
          try await host.run("DROP INDEX geuse.jobs_spec", in: name)
          let changed = try await home.geuse("doctor", "--offline").exits(1)
          #expect(
            changed.output.contains(
              "but changed by hand: column jobs.failures was changed; index extra is not ours; index jobs_spec is missing"
            ),
            "\(changed)")
        }
      }

      @Test func aBackupIsWhatPgRestoreTakes() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          try await home.geuse("launch", "--count", "3").exits(0)
          let file = home.folder.appending(path: "copy.dump").path
          let copied = try await home.geuse("backup", file).exits(0)
          #expect(copied.error == "geuse: copied to \(file)\n")
          let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
          #expect(mode == 0o600)
          #expect(try await home.geuse("backup", file).exits(1).error.contains("it exists; name a new file"))
          try await host.lendingDatabase { other in
            try await home.finish("pg_restore", ["--dbname=\(host.url(other))", file]).exits(0)
            let restored = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(other))
            #expect(try await restored.jobs("list").count == 3)
            #expect(try await restored.geuse("launch").exits(0).ids == [4])
          }
        }
      }

      @Test func aBackupSaysWhatItLacks() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          try await home.geuse("launch").exits(0)
          let file = home.folder.appending(path: "copy.dump").path
          let none = try await home.geuse("backup", file, variables: ["PATH": home.folder.path]).exits(1)
          #expect(none.error.contains("\(file): pg_dump is not on the PATH; install PostgreSQL's client"), "\(none)")
          let old = try home.file("pg_dump", Array("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n".utf8))
          try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: old)
          let older = try await home.geuse("backup", file, variables: ["PATH": home.folder.path]).exits(1)
          #expect(older.error.contains("the pg_dump on the PATH is of PostgreSQL 9, the server is "), "\(older)")
          #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder.path) == ["pg_dump"])
        }
      }

      @Test func migrateMakesTheSchemaAndWaitsForWorkers() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          let made = try await home.geuse("migrate").exits(0)
          #expect(made.error.contains("new queue: \(host.url(name))\n"), "\(made)")
          #expect(made.error.hasSuffix("the schema of \(host.url(name)) is up to date\n"), "\(made)")
          #expect(try await !home.geuse("migrate").exits(0).error.contains("new queue"))
        }
      }

      @Test func pruningLeavesNothingBehind() async throws {
        let host = try PostgresHost.shared()
        try await host.lendingDatabase { name in
          let home = try Sandbox(["AWS_REGION": "us-east-1"], database: host.url(name))
          try await home.geuse("launch", "--count", "5").exits(0)
          try await home.geuse("cancel", "1", "2", "3").exits(0)
          let pruned = try await home.geuse("prune", "--older-than", "0s").exits(0)
          #expect(try await home.jobs("list").map(\.id).sorted() == [4, 5], "\(pruned)")
        }
      }
    }
  }
#endif
