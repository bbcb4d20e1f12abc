/// Runs what is async for the sake of other databases where it is called, to its end.
///
/// The transactions are written once for all stores; SQLite answers them without ever suspending, and its transactions
/// are open on a thread of its own, which is not to be left.
enum InPlace {
  /// - Precondition: the body does not suspend.
  static func run<Answer>(_ body: () async throws -> Answer) throws -> Answer {
    let outcome = Outcome<Answer>()
    withoutActuallyEscaping(body) { body in
      // It is run here and now, and not kept.
      nonisolated(unsafe) let body = body
      Task.immediate {
        do { outcome.result = .success(try await body()) } catch { outcome.result = .failure(error) }
      }
    }
    guard let result = outcome.result else { preconditionFailure("a transaction in SQLite does not suspend") }
    return try result.get()
  }

  /// Written and read by one thread.
  private final class Outcome<Answer>: @unchecked Sendable {
    var result: Result<Answer, any Error>?
  }
}
