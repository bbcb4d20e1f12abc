import Foundation
import JobModel
import Operations
import Testing

@Suite("What a requeue would change")
struct ChangePreviewTests {
  private static let spec = LaunchSpec(
    subnetIDs: ["subnet-0aaaaaaa"], markets: [.spot], maxPrice: "0.1", userData: Data("s3cret".utf8))

  @Test func isTheFieldsThatDiffer() throws {
    let changes = LaunchChanges(
      instanceTypes: ["m5.large", "m5a.large"], availabilityZones: ["all"], markets: [.onDemand],
      retryFor: .seconds(5_400), priority: 2)
    let preview = try ChangePreview(Self.spec, priority: 0, changes: changes)
    #expect(
      preview.lines == [
        "availability_zones: none -> all", "instance_types: t3.medium -> m5.large, m5a.large",
        "markets: spot -> on-demand", "max_price: 0.1 -> none", "subnet_ids: subnet-0aaaaaaa -> none",
        "priority: 0 -> 2", "retry_for: 90m from its next try",
      ])
    let json = try String(decoding: JSONEncoder().encode(preview), as: UTF8.self)
    #expect(json.contains(#""instance_types":{"#) && json.contains(#""priority":{"#))
    #expect(!json.contains("s3cret") && !json.contains("user_data"))
  }

  @Test func isNothingWhereNothingDiffers() throws {
    let changes = LaunchChanges(instanceTypes: ["t3.medium"], maxPrice: "0.1", priority: 0)
    #expect(try ChangePreview(Self.spec, priority: 0, changes: changes).lines.isEmpty)
  }
}
