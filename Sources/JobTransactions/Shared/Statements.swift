/// The SQL statements of the store's roles; parameters are named where they stand and bound in that order.
package enum Statements {
  /// A part of a transaction that may be undone by itself.
  static let beginPart: SQL = "SAVEPOINT part"
  static let undoPart: SQL = "ROLLBACK TO part"
  static let endPart: SQL = "RELEASE part"

  /// A decision's right to be written: the newest token, and a state in which someone decides.
  static let fence: SQL = "id = :id AND lease_token = :token AND state IN ('running', 'polling')"

  package static let dropLease: SQL = "lease_holder = NULL, lease_boot_id = NULL, lease_expires_boot = NULL"

  static let setError: SQL =
    """
    error_code = :code, error_class = :class, error_message = :message, error_hint = :hint,
    error_request_id = :request_id
    """

  package static let clearError: SQL =
    """
    error_code = NULL, error_class = NULL, error_message = NULL, error_hint = NULL, error_request_id = NULL
    """
}
