extension Statements {
  /// What the file that a queue leaves is told.
  enum Leaving {
    static let stampOf: SQL =
      "SELECT move_id, moved_to, moved_at, move_finishing_at FROM store WHERE move_id IS NOT NULL"

    static let stamp: SQL = "UPDATE store SET move_id = :id, moved_to = :target, moved_at = :now"

    static let unstamp: SQL =
      "UPDATE store SET move_id = NULL, moved_to = NULL, moved_at = NULL, move_finishing_at = NULL"

    static let setFinishing: SQL = "UPDATE store SET move_finishing_at = :now"

    /// The largest number that a table has given out, also to rows that are gone.
    static let largestNumber: SQL =
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = :table), 0)"

    private static let changes = ["INSERT", "UPDATE", "DELETE"]

    /// Refuses every change with these words, whoever has had the file open since before.
    static func close(_ table: String, saying words: String) -> [SQL] {
      let quoted = words.replacing("'", with: "''")
      return changes.map { change in
        """
        CREATE TRIGGER moved_\(raw: change.lowercased())_\(raw: table) BEFORE \(raw: change) ON \(raw: table)
        BEGIN SELECT RAISE(ABORT, '\(raw: quoted)'); END
        """
      }
    }

    static func open(_ table: String) -> [SQL] {
      changes.map { "DROP TRIGGER moved_\(raw: $0.lowercased())_\(raw: table)" }
    }
  }

  /// What the store that a queue comes to is told. Only a server is one.
  enum Arriving {
    static let mark: SQL = "SELECT moving_from, move_id, moved_at FROM store WHERE move_id IS NOT NULL"

    static let isBound: SQL = "SELECT 1 FROM store WHERE account IS NOT NULL"

    static let removeStore: SQL = "DELETE FROM store"

    static let setMark: SQL = "UPDATE store SET moving_from = queue_id, move_id = :id"

    static let setWhole: SQL = "UPDATE store SET moved_at = :now WHERE move_id = :id AND moved_at IS NULL"

    /// The queue's id must not be left behind: it would be that of two.
    static let removeMark: SQL =
      """
      UPDATE store SET moving_from = NULL, move_id = NULL, queue_id = :queue, partition = NULL, account = NULL,
        endpoint = NULL, bound_at = NULL
      WHERE move_id = :id AND moved_at IS NULL
      """

    static let beginTable: SQL = "INSERT INTO move_progress (table_name, rows) VALUES (:table, :rows)"

    static let progress: SQL = "SELECT rows, CAST(last_key AS text) FROM move_progress WHERE table_name = :table"

    /// Changes nothing where somebody else went on, or the move is over.
    static let advance: SQL =
      """
      UPDATE move_progress SET rows = rows + :count, last_key = CAST(:key AS json)
      WHERE table_name = :table AND rows = :before
        AND EXISTS (SELECT 1 FROM store WHERE move_id = :id AND moved_at IS NULL)
      """

    static let forgetProgress: SQL = "DELETE FROM move_progress"

    /// For the rest of the transaction.
    static let enter: SQL = "SELECT set_config('geuse.move', :id, true)"

    /// Refuses whoever is not this move.
    static func close(_ table: String, but move: String) -> SQL {
      """
      CREATE TRIGGER moving BEFORE INSERT OR UPDATE OR DELETE ON \(raw: table) FOR EACH STATEMENT
      WHEN (current_setting('geuse.move', true) IS DISTINCT FROM '\(raw: move)')
      EXECUTE FUNCTION geuse_refuse('a queue is being moved here')
      """
    }

    static func open(_ table: String) -> SQL { "DROP TRIGGER moving ON \(raw: table)" }

    static func empty(_ tables: [String]) -> SQL { "TRUNCATE \(raw: tables.joined(separator: ", "))" }

    /// What the table numbers next is larger than all that was ever given out.
    static func number(_ table: String) -> SQL {
      """
      SELECT setval(pg_get_serial_sequence('\(raw: table)', 'id'),
        greatest(CAST(:largest AS bigint), (SELECT coalesce(max(id), 0) FROM \(raw: table))) + 1, false)
      """
    }

    /// So that the first statements there are planned for what is there.
    static func analyze(_ table: String) -> SQL { "ANALYZE \(raw: table)" }
  }
}
