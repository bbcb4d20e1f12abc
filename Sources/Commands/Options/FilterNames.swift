import ArgumentParser

/// What the filters are called that some verb has a flag of its own for.
///
/// Every verb takes the long names; the short ones mean the filter wherever they do not mean something else.
protocol FilterNames {
  static var tag: NameSpecification { get }
  static var instanceType: NameSpecification { get }
  static var queue: NameSpecification { get }
}

extension FilterNames {
  static var tag: NameSpecification { [.customLong("tag"), .customLong("having-tag")] }
  static var instanceType: NameSpecification { [.customLong("instance-type"), .customLong("having-instance-type")] }
  static var queue: NameSpecification { [.customLong("queue"), .customLong("having-queue")] }
}

enum PlainFilters: FilterNames {}

/// Of verbs that enqueue, whose --queue is where the new jobs go.
enum TargetFilters: FilterNames {
  static var queue: NameSpecification { .customLong("having-queue") }
}

/// Of `tag`, whose --tag sets tags.
enum TagFilters: FilterNames {
  static var tag: NameSpecification { .customLong("having-tag") }
  static var queue: NameSpecification { TargetFilters.queue }
}

/// Of `requeue`, whose --instance-type is a change.
enum RequeueFilters: FilterNames {
  static var instanceType: NameSpecification { .customLong("having-instance-type") }
}
