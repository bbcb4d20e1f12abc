#if Postgres
  package import JobModel

  extension PostgresJobStore: Timekeeping {
    /// The server's clock as this process knows it; a test's own.
    package var clocks: Clocks { database.testClocks ?? database.clock.clocks }
  }
#endif
