/// What a store must do as a ``JobQueue``.
package enum JobQueueConformance {
  package static let cases = enqueueing + claiming + leasing + finishing + polling + depending
}
