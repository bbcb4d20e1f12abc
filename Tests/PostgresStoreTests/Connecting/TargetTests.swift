#if Postgres
  import Testing

  @testable import PostgresStore

  @Suite struct TargetTests {
    @Test func itsOwnParametersAreTakenOut() throws {
      let target = try PostgresTarget("postgres://u@h:5433/d?pool=3&sslmode=verify-full&prepare=off")
      #expect(target.poolSize == 3 && !target.prepares)
      #expect(target.parameters["sslmode"] == "verify-full" && target.parameters["port"] == "5433")
      #expect(target.parameters["pool"] == nil && target.parameters["prepare"] == nil)
      #expect(target.description == "postgres://u@h:5433/d?sslmode=verify-full&prepare=off&pool=3")
    }

    @Test func whatNobodyGaveIsSet() throws {
      let target = try PostgresTarget("postgresql://h")
      #expect(target.poolSize == 8 && target.prepares && target.connectTimeout == .seconds(10))
      #expect(target.parameters["fallback_application_name"] == "geuse")
      #expect(target.parameters["client_encoding"] == "UTF8")
      #expect(target.parameters["tcp_user_timeout"] == "10000" && target.parameters["keepalives_idle"] == "5")
      let other = try PostgresTarget("postgres://a,b/?connect_timeout=3&tcp_user_timeout=1&client_encoding=LATIN1")
      #expect(other.connectTimeout == .seconds(6) && other.parameters["tcp_user_timeout"] == "1")
      #expect(other.parameters["client_encoding"] == "UTF8")
      #expect(try PostgresTarget("postgres:///?service=x").parameters["tcp_user_timeout"] == nil)
    }

    @Test(arguments: [
      "postgres://u:s3cret@h:1/d", "postgres://u@h:1/d?password=s3cret", "postgres://u@h:1/d?sslpassword=s3cret",
      "postgres://u@h:1/d?passfile=/s3cret", "postgres://u:s3cret%40%2F@h:1/d",
    ])
    func aDescriptionHasNoSecret(url: String) throws {
      let target = try PostgresTarget(url)
      #expect(target.description == "postgres://u@h:1/d")
      var dumped = ""
      dump(target, to: &dumped)
      #expect(!dumped.contains("s3cret") && !String(reflecting: target).contains("s3cret"))
    }

    @Test(arguments: [
      ("postgres://u@h,[::1]:2/d", "postgres://u@h,[::1]:2/d"),
      ("postgres:///d?host=/run/pg&port=7", "postgres://%2Frun%2Fpg:7/d"),
      ("postgres://u%20x@h", "postgres://u%20x@h"),
    ])
    func itIsDescribedAsItWasGiven(url: String, description: String) throws {
      #expect(try PostgresTarget(url).description == description)
    }

    @Test(arguments: [
      "mysql://u:s3cret@h", "postgres://u:s3@cret@h", "postgres://u:a/s3cret@h/d", "postgres://u:s3cret", "s3cret",
      "postgres://u:a%s3cret@h", "postgres://u:s3cret@h/d?pool=0", "postgres://u:s3cret@h/d?pool=65",
      "postgres://u:s3cret@h/d?prepare=on", "postgres://u:s3cret@h/d?pool", "postgres://u:s3cret@h/d?wrong=1",
      "postgres://u:a/b?s3cret=d@h/d", "postgres://u:s3cret@[::1", "postgres://u:s3cret@h?pool=1&pool=2",
      "postgres://u:s3cret@h:x/d", "postgres://h/d?user=u&password=ab&cretrest", "postgres://u:s3cret\0@h",
    ])
    func aBadOneIsRefusedWithoutBeingRepeated(url: String) {
      let error = #expect(throws: BadPostgresURL.self) { try PostgresTarget(url) }
      #expect(error?.description.contains("cret") == false, "\(error?.description ?? "")")
    }

    @Test(arguments: [
      ("postgres://h/q", "gssencmode", "disable"), ("postgres://h/q?gssencmode=prefer", "gssencmode", "prefer"),
      ("postgres://h/q", "tcp_user_timeout", "10000"), ("postgres://h/q", "target_session_attrs", nil),
      ("postgres://a,b/q", "target_session_attrs", "read-write"),
      ("postgres://a,b/q?target_session_attrs=any", "target_session_attrs", "any"),
    ])
    func whatNobodySaysIsSet(url: String, name: String, value: String?) throws {
      #expect(try PostgresTarget(url).parameters[name] == value)
    }

    @Test func anUnknownParameterIsNamed() {
      #expect(throws: BadPostgresURL(reason: "there is no parameter wrong")) {
        try PostgresTarget("postgres://h?wrong=1")
      }
    }
  }
#endif
