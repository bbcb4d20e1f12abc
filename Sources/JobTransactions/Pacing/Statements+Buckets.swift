extension Statements {
  enum Buckets {
    private static let columns: SQL = "tokens, line, pace, boot_id, at_boot, throttled_boot"

    static let find: SQL = "SELECT \(columns) FROM call_buckets WHERE region = :region AND name = :name"

    static let slowed: SQL = "SELECT region, name, \(columns) FROM call_buckets WHERE pace < 1 ORDER BY region, name"

    static let endLine: SQL = "UPDATE call_buckets SET line = tokens WHERE line < 0 AND line < tokens"

    static let endWait: SQL =
      "UPDATE jobs SET run_at = :now WHERE state = 'ready' AND error_code = :code AND run_at > :now"

    static let store: SQL =
      """
      INSERT INTO call_buckets (region, name, \(columns))
      VALUES (:region, :name, :tokens, :line, :pace, :boot_id, :at_boot, :throttled_boot)
      ON CONFLICT (region, name) DO UPDATE SET tokens = excluded.tokens, line = excluded.line, pace = excluded.pace,
        boot_id = excluded.boot_id, at_boot = excluded.at_boot, throttled_boot = excluded.throttled_boot
      """
  }
}
