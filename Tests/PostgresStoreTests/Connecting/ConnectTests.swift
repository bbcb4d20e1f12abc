#if Postgres
  import Foundation
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct ConnectTests {
    private func failureTo(_ url: String) async throws -> PostgresFailure? {
      let target = try PostgresTarget(url)
      return await failure { _ = try await PostgresConnection.connect(target) }
    }

    @Test func nobodyAnswers() async throws {
      let failure = try await failureTo("postgres://127.0.0.1:1/x")
      #expect(failure?.kind == .cannotConnect && failure?.message.contains("Connection refused") == true)
      #expect(try await failureTo("postgres:///x?host=/nowhere")?.kind == .cannotConnect)
      #expect(try await failureTo("postgres://nowhere.invalid/x")?.kind == .cannotConnect)
    }

    @Test func aListenerThatSaysNothingIsGivenUp() async throws {
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(listener) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = bind(listener, $0, length)
          _ = listen(listener, 8)
          _ = getsockname(listener, $0, &length)
        }
      }
      let target = try PostgresTarget("postgres://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/x")
      let failure = await failure { _ = try await PostgresConnection.connect(target, timeout: .milliseconds(200)) }
      #expect(failure?.kind == .cannotConnect && failure?.message == "no answer within 0.2 seconds")
    }

    @Test func theServerDoesNotLetIn() async throws {
      let admin = try await Server.connect()
      try await admin.run(
        script: "DROP ROLE IF EXISTS pq_user; CREATE ROLE pq_user LOGIN PASSWORD 'right'", timeout: .seconds(5))
      let wrong = try await failureTo(Server.url(user: "pq_user:wr0ng"))
      #expect(wrong?.kind == .authentication && wrong?.sqlState == "28P01")
      #expect(wrong?.message == "password authentication failed for user \"pq_user\"")
      #expect(try await failureTo(Server.url(user: "pq_user"))?.kind == .authentication)
      let right = try await PostgresConnection.connect(PostgresTarget(Server.url(user: "pq_user:right")))
      #expect(try await right.value("SELECT current_user::text") == .text("pq_user"))
      right.close()
      try await admin.run("DROP ROLE pq_user")
    }

    @Test func thereIsNoSuchDatabase() async throws {
      let failure = try await failureTo(Server.url(database: "nowhere"))
      #expect(failure?.kind == .noDatabase && failure?.sqlState == "3D000")
      #expect(failure?.message == "database \"nowhere\" does not exist")
    }

    @Test func theServerHasNoTLS() async throws {
      let failure = try await failureTo(Server.url(query: "?sslmode=require"))
      #expect(failure?.kind == .encryption, "\(String(describing: failure))")
    }

    @Test func aParameterIsWrong() async throws {
      let failure = try await failureTo(Server.url(query: "?sslmode=maybe"))
      #expect(failure?.kind == .configuration && failure?.message.contains("sslmode") == true)
    }

    @Test func itSaysWhoItIs() async throws {
      let connection = try await Server.connect()
      #expect(try await connection.value("SHOW application_name") == .text("geuse"))
      #expect(try await connection.value("SHOW client_encoding") == .text("UTF8"))
      #expect(connection.serverVersion >= 140_000 && connection.backend > 0)
    }

    @Test(arguments: [
      (
        "connection to server at \"h\", port 1 failed: FATAL:  57P03: the database system is starting up\nLOCATION:  x, y.c:1\n",
        PostgresFailure.Kind.shutdown, "the database system is starting up"
      ),
      (
        "connection to server at \"h\", port 1 failed: FATAL:  53300: sorry, too many clients already\n",
        .tooManyConnections,
        "sorry, too many clients already"
      ),
      (
        "connection to server at \"h\", port 1 failed: ERROR:  08P01: pgbouncer cannot connect to server\n",
        .cannotConnect,
        "pgbouncer cannot connect to server"
      ),
      (
        "connection to server at \"h\" (1.2.3.4), port 1 failed: SSL error: certificate verify failed\n", .encryption,
        "connection to server at \"h\" (1.2.3.4), port 1 failed: SSL error: certificate verify failed"
      ),
      (
        "connection to server at \"h\", port 1 failed: SSL SYSCALL error: EOF detected\n", .cannotConnect,
        "connection to server at \"h\", port 1 failed: SSL SYSCALL error: EOF detected"
      ),
    ])
    func whatLibpqTellsIsUnderstood(text: String, kind: PostgresFailure.Kind, message: String) {
      let failure = PostgresFailure(connecting: text, whileEncrypting: true, lacksPassword: false)
      #expect(failure.kind == kind && failure.message == message)
    }
  }
#endif
