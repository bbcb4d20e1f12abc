import Testing

#if !Postgres
  extension EndToEnd {
    @Suite struct ServerURLTests {
      /// A build without PostgreSQL says which one has it, and no password.
      @Test(arguments: ["launch", "list", "worker", "migrate", "doctor"])
      func aServerTakesAnotherBuild(_ command: String) async throws {
        let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
        let refused = try await sandbox.geuse(command, "--database", "postgres://app:secret@db.example/queue")
          .exits(64).speaksAsGeuse()
        #expect(
          refused.error
            == "geuse: --database 'postgres://app@db.example/queue' is not valid: this geuse was built without PostgreSQL; "
            + "build one with it: swift build -c release --product geuse --traits Postgres\n")
      }
    }
  }
#endif
