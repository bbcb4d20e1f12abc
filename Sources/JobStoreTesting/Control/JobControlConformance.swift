/// What a store must do as a ``JobControl``.
package enum JobControlConformance {
  package static let cases =
    cancelling + requeueing + reviving + changing + settlingChanges + pausing + ordering + pruning
}
