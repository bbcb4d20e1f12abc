/// Why nothing of a file was enqueued.
package struct EnqueueRefusal: Error, Sendable, Equatable {
  /// By line; those that are one too many for a person are only counted.
  package var problems: [FieldProblem]
  package var count: Int
}
