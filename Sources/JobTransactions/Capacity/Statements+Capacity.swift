extension Statements {
  enum Capacity {
    static let closings: SQL =
      """
      SELECT region, scope, name, refusals, first_closed_at, closed_at, reopens_at, code, message, request_id,
        suggested_zones, probe_holder, probe_boot_id, probe_expires_boot, class, batch_limit
      FROM closings WHERE \(isNull: "region", .text) OR region = :region ORDER BY region, reopens_at, scope, name
      """

    static let closing: SQL =
      """
      SELECT refusals, reopens_at, batch_limit FROM closings WHERE region = :region AND scope = :scope AND name = :name
      """

    static let close: SQL =
      """
      INSERT INTO closings
        (region, scope, name, refusals, first_closed_at, closed_at, reopens_at, code, class, message, request_id,
         suggested_zones, batch_limit)
      VALUES
        (:region, :scope, :name, :refusals, :now, :now, :reopens_at, :code, :class, :message, :request_id, :zones,
         :batch_limit)
      ON CONFLICT (region, scope, name) DO UPDATE SET refusals = excluded.refusals,
        first_closed_at = CASE WHEN excluded.refusals = 1 THEN excluded.first_closed_at ELSE closings.first_closed_at END, closed_at = excluded.closed_at,
        reopens_at = excluded.reopens_at, code = excluded.code, class = excluded.class, message = excluded.message,
        request_id = excluded.request_id, suggested_zones = excluded.suggested_zones,
        batch_limit = excluded.batch_limit, probe_holder = NULL, probe_boot_id = NULL, probe_expires_boot = NULL
      """

    static let open: SQL = "DELETE FROM closings WHERE region = :region AND scope = :scope AND name = :name"

    /// How long ago anyone in that region took a try at anything.
    static let lastProbe: SQL = "SELECT max(probe_started_at) FROM closings WHERE region = :region"

    static let takeProbe: SQL =
      """
      UPDATE closings SET probe_holder = :holder, probe_started_at = :now, probe_boot_id = :boot_id,
        probe_expires_boot = :expires
      WHERE region = :region AND scope = :scope AND name = :name AND reopens_at <= :now
        AND (probe_holder IS NULL OR probe_holder = :holder OR probe_boot_id <> :boot_id
          OR probe_expires_boot <= :boot_now)
      """

    static let probed: SQL = "SELECT scope, name FROM closings WHERE region = :region AND probe_holder = :holder"

    static let endProbe: SQL =
      """
      UPDATE closings SET probe_holder = NULL, probe_boot_id = NULL, probe_expires_boot = NULL
      WHERE region = :region AND probe_holder = :holder
      """

    /// What nobody has tried for a day since its rest was over is of no more interest.
    static let forget: SQL = "DELETE FROM closings WHERE region = :region AND reopens_at < :before"

    /// Ends the rest of what stands on a job's ladder, as if it had just begun, but for what a person closed.
    static let lapse: SQL =
      """
      UPDATE closings SET reopens_at = :now, refusals = 0
      WHERE reopens_at > :now AND scope <> 'operator'
        AND (region, scope, name) IN (
          SELECT keys.region, keys.scope, keys.name FROM jobs
          JOIN ladder_keys AS keys ON keys.spec = jobs.spec AND keys.region = jobs.region
          WHERE jobs.id = :id)
      """

    static let exists: SQL = "SELECT 1 FROM closings WHERE region = :region AND scope = :scope AND name = :name"
  }

  enum Ladders {
    static let known: SQL =
      "SELECT rung, scope, name FROM ladder_keys WHERE spec = :spec AND region = :region ORDER BY rung, scope"

    static let forget: SQL = "DELETE FROM ladder_keys WHERE spec = :spec AND region = :region"

    static let remember: SQL =
      "INSERT INTO ladder_keys (spec, region, rung, scope, name) VALUES (:spec, :region, :rung, :scope, :name)"

    /// When the first rung of a spec opens: the earliest over its rungs of the latest over what stands in their way.
    /// What has rested opens no sooner than the next try may be taken.
    private static let reopening: SQL =
      """
      SELECT min(rungs.opens) FROM (
        SELECT max(CASE WHEN closings.probe_holder IS NOT NULL AND closings.probe_boot_id = :boot_id
            AND closings.probe_expires_boot > :boot_now
          THEN \(greatest: "closings.reopens_at", ":now + closings.probe_expires_boot - :boot_now")
          WHEN closings.reopens_at <= :now AND closings.scope <> 'operator'
          THEN coalesce(:spacing + (SELECT max(probe_started_at) FROM closings WHERE region = jobs.region), :now)
          ELSE coalesce(closings.reopens_at, :now) END) AS opens
        FROM ladder_keys AS keys LEFT JOIN closings
          ON closings.region = keys.region AND closings.scope = keys.scope AND closings.name = keys.name
        WHERE keys.spec = jobs.spec AND keys.region = jobs.region
        GROUP BY keys.rung) AS rungs
      """

    private static let waiting: SQL =
      """
      state = 'ready' AND kind = 'launch' AND open_request IS NULL
        AND error_class IN ('capacity', 'offering', 'quota', 'batch')
      """

    /// Jobs that wait with a spec on whose ladder a closing stands.
    private static let waitingForKey: SQL =
      """
      \(waiting) AND region = :region AND started_at IS NOT NULL
        AND spec IN (
          SELECT spec FROM ladder_keys WHERE region = :region AND scope = :scope AND name = :name)
      """

    /// Has them look at once what is left.
    static let wakeWaiting: SQL = "UPDATE jobs SET run_at = :now WHERE \(waitingForKey)"

    /// Moves them to the first reopening on their ladders.
    static let moveWaiting: SQL =
      """
      UPDATE jobs SET run_at = \(least: "deadline", "\(greatest: ":now", "(\(reopening))")") WHERE \(waitingForKey)
      """

    /// The same for one job that has just been parked, so that an opening it did not see wakes it.
    static let moveParked: SQL =
      """
      UPDATE jobs SET run_at = \(least: "run_at", "\(greatest: ":now", "coalesce((\(reopening)), run_at)")") WHERE id = :id AND \(waiting)
      """
  }

  enum Facts {
    static let fresh: SQL =
      "SELECT body FROM region_facts WHERE region = :region AND name = :name AND stored_at >= :since"

    static let store: SQL =
      """
      INSERT INTO region_facts (region, name, body, stored_at) VALUES (:region, :name, :body, :now)
      ON CONFLICT (region, name) DO UPDATE SET body = excluded.body, stored_at = excluded.stored_at
      """
  }
}
