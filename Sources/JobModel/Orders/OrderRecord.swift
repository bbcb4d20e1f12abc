/// An order that somebody gave, on record.
package struct OrderRecord: Sendable, Equatable {
  package enum Verb: String, Sendable, CaseIterable {
    case requeue, cancel, pause, resume, prune
  }
  package var orderedAt: Timestamp
  package var by: Operator
  package var verb: Verb
  /// What was asked for, as a JSON object; empty where the verb says it all.
  package var detail: String
  /// How many jobs it changed.
  package var jobs: Int

  package init(orderedAt: Timestamp, by operatorOfIt: Operator, verb: Verb, detail: String, jobs: Int) {
    self.orderedAt = orderedAt
    by = operatorOfIt
    self.verb = verb
    self.detail = detail
    self.jobs = jobs
  }
}
