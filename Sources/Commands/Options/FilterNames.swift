import ArgumentParser

/// What the filters are called that some verb has a flag of its own for.
///
/// Every verb takes the long names; the short ones mean the filter wherever they do not mean a change.
protocol FilterNames {
  static var tag: NameSpecification { get }
  static var instanceType: NameSpecification { get }
}

enum PlainFilters: FilterNames {
  static var tag: NameSpecification { [.customLong("tag"), .customLong("having-tag")] }
  static var instanceType: NameSpecification { [.customLong("instance-type"), .customLong("having-instance-type")] }
}

/// Of `tag`, whose --tag sets tags.
enum TagFilters: FilterNames {
  static var tag: NameSpecification { .customLong("having-tag") }
  static var instanceType: NameSpecification { PlainFilters.instanceType }
}

/// Of `requeue`, whose --instance-type is a change.
enum RequeueFilters: FilterNames {
  static var tag: NameSpecification { PlainFilters.tag }
  static var instanceType: NameSpecification { .customLong("having-instance-type") }
}
