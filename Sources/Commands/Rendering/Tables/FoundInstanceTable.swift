import JobModel
import LaunchPolicy
import Operations

/// Instances that are not on record, as a table for people.
enum FoundInstanceTable {
  static func render(_ found: [FoundInstanceView], now: Timestamp, on screen: Screen = .plain) -> String {
    var table = TextTable(["INSTANCE", "TYPE", "ZONE", "STATE", "LAUNCHED", "DEPLOYMENT", "NAME", "NOW"])
    for view in found {
      let resource = view.instance.resource
      table.rows.append([
        resource.instanceID, resource.instanceType, resource.availabilityZone ?? view.region, resource.state,
        resource.launchTime.map { "\(DurationText.rough(now - $0)) ago" } ?? "-",
        view.instance.tags[GeusemakerTags.deployment] ?? "-", view.instance.tags["Name"] ?? "-", standing(view),
      ])
    }
    table.lesser = ["LAUNCHED", "DEPLOYMENT", "ZONE"]
    return table.render(on: screen)
  }

  private static func standing(_ view: FoundInstanceView) -> String {
    if let refusal = view.refusal { return "not on record: \(refusal)" }
    if let job = view.terminatedBy { return "on record; job \(job) terminates it" }
    if let job = view.adoptedBy {
      return job == view.fits ? "the result of job \(job)" : "the result of job \(job), made for it"
    }
    return view.fits.map { "not on record; fits job \($0)" } ?? "not on record; fits no job"
  }
}
