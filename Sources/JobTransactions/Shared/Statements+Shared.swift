extension Statements {
  enum Calls {
    static let add: SQL =
      """
      INSERT INTO call_counts (region, action, minute, calls, throttled)
      VALUES (:region, :action, :minute, :calls, :throttled)
      ON CONFLICT (region, action, minute)
      DO UPDATE SET calls = call_counts.calls + excluded.calls,
        throttled = call_counts.throttled + excluded.throttled
      """
    static let forget: SQL = "DELETE FROM call_counts WHERE minute < :before"
    static let since: SQL =
      """
      SELECT region, action, minute, calls, throttled FROM call_counts WHERE minute >= :since
      ORDER BY region, action, minute
      """
  }

  enum Workers {
    static let join: SQL =
      """
      INSERT INTO workers (id, host, process_id, queues, concurrency, follower, holding, started_at, last_seen_at, boot_id,
        expires_boot)
      VALUES (:id, :host, :process_id, :queues, :concurrency, :follower, :holding, :started_at, :last_seen_at, :boot_id,
        :expires)
      ON CONFLICT (id) DO UPDATE SET queues = excluded.queues, concurrency = excluded.concurrency,
        holding = excluded.holding, last_seen_at = excluded.last_seen_at, boot_id = excluded.boot_id,
        expires_boot = excluded.expires_boot
      """

    static let beat: SQL =
      """
      UPDATE workers SET holding = :holding, last_seen_at = :now, boot_id = :boot_id, expires_boot = :expires
      WHERE id = :id
      """

    static let rest: SQL = "UPDATE workers SET paused_at = :since, paused_reason = :reason WHERE id = :id"

    static let leave: SQL = "DELETE FROM workers WHERE id = :id"

    /// Who gives a sign of life, and until when that counts.
    static let living: SQL =
      """
      SELECT id, expires_boot FROM workers WHERE boot_id = :boot_id AND expires_boot > :now ORDER BY started_at, id
      """

    static let forget: SQL =
      """
      DELETE FROM workers WHERE last_seen_at < :before AND (boot_id <> :boot_id OR expires_boot <= :now)
      """
  }

  enum Images {
    static let fresh: SQL = "SELECT body FROM images WHERE region = :region AND name = :name AND stored_at >= :since"

    static let store: SQL =
      """
      INSERT INTO images (region, name, body, stored_at) VALUES (:region, :name, :body, :now)
      ON CONFLICT (region, name) DO UPDATE SET body = excluded.body, stored_at = excluded.stored_at
      """
  }

  enum NamedLeases {
    static let acquire: SQL =
      """
      INSERT INTO named_leases (name, holder, boot_id, expires_boot) VALUES (:name, :holder, :boot_id, :expires)
      ON CONFLICT (name) DO UPDATE
      SET holder = excluded.holder, boot_id = excluded.boot_id, expires_boot = excluded.expires_boot
      WHERE named_leases.holder = excluded.holder OR named_leases.boot_id <> excluded.boot_id
        OR named_leases.expires_boot <= :now
      """

    static let isHeld: SQL =
      "SELECT 1 FROM named_leases WHERE name = :name AND boot_id = :boot_id AND expires_boot > :now"

    static let yield: SQL = "DELETE FROM named_leases WHERE name = :name AND holder = :holder"
  }

  enum Account {
    static let queueID: SQL = "SELECT queue_id FROM store"

    static let binding: SQL = "SELECT partition, account, endpoint FROM store WHERE account IS NOT NULL"

    static let bind: SQL =
      """
      UPDATE store SET partition = :partition, account = :account, endpoint = :endpoint, bound_at = :now
      WHERE account IS NULL
      """
  }
}
