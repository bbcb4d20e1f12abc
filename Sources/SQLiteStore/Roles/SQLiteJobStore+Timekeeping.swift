package import JobModel

extension SQLiteJobStore: Timekeeping {
  package var clocks: Clocks { database.clocks }
}
