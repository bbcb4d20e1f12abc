/// Whose clocks the store's times are of. What is compared with one of them, or stored as one, is read from these.
package protocol Timekeeping: Sendable {
  /// The machine's own where all who use the store are on it.
  var clocks: Clocks { get }
}
