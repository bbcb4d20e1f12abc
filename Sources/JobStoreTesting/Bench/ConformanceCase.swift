package import JobModel
import Testing

/// Makes a new, empty store that reads these clocks.
package typealias StoreFactory = @Sendable (Clocks) async throws -> any JobStore

/// One thing that every store must do, by the sentence that says it.
package struct ConformanceCase: Sendable, CustomTestStringConvertible {
  package let sentence: String
  private let body: @Sendable (Bench) async throws -> Void

  init(_ sentence: String, _ body: @escaping @Sendable (Bench) async throws -> Void) {
    self.sentence = sentence
    self.body = body
  }

  package var testDescription: String { sentence }

  /// Runs on a store of its own.
  package func run(on factory: StoreFactory) async throws {
    let clock = TurnedClock()
    try await body(Bench(store: factory(clock.clocks), clock: clock))
  }
}
