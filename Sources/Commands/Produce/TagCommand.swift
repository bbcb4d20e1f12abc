import ArgumentParser
import JobModel

struct TagCommand: TargetingCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "enqueues tagging; add --follow to block",
    discussion: """
      Puts tags on an instance, its volumes and its spot request. A launch job
      that is not through yet is waited for first. A wait's id means its launch, so
      that what launch --then-wait prints can be tagged as it is. --tag sets: to
      choose launches by a tag that they have, say --having-tag.

      EXAMPLES
        geuse tag 12 13 --tag Environment=staging --tag Owner=ops
        geuse launch --count 5 --then-wait | geuse tag - --tag Batch=42
        geuse tag --having-tag Team=web --since 1d --tag Team=ops
      """)

  @OptionGroup(title: "Which") var selection: SelectionOptions<TagFilters>

  @Option(help: ArgumentHelp("A tag to set; may be given several times.", valueName: "key=value"))
  var tag: [TagArgument] = []

  @OptionGroup(title: "Queue") var queue: QueueOptions
  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let tags = try tag.dictionary()
    guard !tags.isEmpty else { throw CommandFailure.usage("nothing to tag with: give --tag KEY=VALUE") }
    let problems = TagRules.problems(tags)
    guard problems.isEmpty else { throw CommandFailure.usage(problems) }
    try await enqueue(to: "tag") { .tag(TagSpec(tags: tags, instanceID: $0.instanceID)) }
  }
}
