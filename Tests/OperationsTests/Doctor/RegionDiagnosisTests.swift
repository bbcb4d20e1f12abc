import JobModel
import Testing

@testable import Operations

@Suite struct RegionDiagnosisTests {
  private static let ours = AccountBinding(partition: "aws", account: "1", endpoint: nil)
  private static let answered = RegionExamination.Access.answered(ours, arn: "arn:1", took: .seconds(1))

  private func findings(
    _ access: RegionExamination.Access = answered, _ permissions: RegionExamination.Permissions? = nil,
    _ instances: RegionExamination.Instances? = nil, binding: AccountBinding? = ours
  ) -> [Finding] {
    let examination = RegionExamination(
      region: "us-east-1", access: access, permissions: permissions, instances: instances)
    return RegionDiagnosis(examination, binding: binding).findings
  }

  @Test func whoWeAreIsTold() {
    #expect(findings().map(\.level) == [.ok, .ok])
    #expect(findings()[1].message == "1 as arn:1, the database's own")
    #expect(findings(binding: nil)[1].message.hasSuffix("the database is nobody's yet"))
    let slow = findings(.answered(Self.ours, arn: "arn:1", took: .seconds(3)))
    #expect(slow[0].level == .note && slow[0].message == "answered in 3s")
  }

  @Test(arguments: [
    AccountBinding(partition: "aws", account: "2", endpoint: nil),
    AccountBinding(partition: "aws", account: "1", endpoint: "http://127.0.0.1:4566"),
    AccountBinding(partition: "aws-cn", account: "1", endpoint: nil),
  ])
  func anotherAccountOrPlaceIsAProblemAndIsAskedNothingMore(_ met: AccountBinding) {
    let access = RegionExamination.Access.answered(met, arn: "arn:2", took: .seconds(1))
    #expect(findings(access)[1].level == .problem && findings(access)[1].message.contains("belongs to account 1"))
    #expect(!RegionExamination(region: "r", access: access).isOurs(Self.ours))
    #expect(RegionExamination(region: "r", access: access).isOurs(nil))
    #expect(!RegionExamination(region: "r", access: .failed(reason: "no", .refused)).isOurs(nil))
  }

  @Test(arguments: [
    (RegionExamination.Failure.refused, "credentials"), (.unsent, "network"), (.unclear, "what answers"),
  ])
  func whatToMendDependsOnHowFarTheQuestionCame(_ failure: RegionExamination.Failure, _ word: String) {
    #expect(findings(.failed(reason: "no", failure))[0].fix?.contains(word) == true)
  }

  @Test(arguments: [
    (RegionExamination.Permissions(), Finding.Level.ok, "everything"),
    (RegionExamination.Permissions(unclear: ["ec2:CreateTags (no instance)"]), .note, "not clear: ec2:CreateTags"),
    (
      RegionExamination.Permissions(denied: ["ec2:RunInstances"], unclear: ["ec2:CreateTags"]), .problem,
      "not allowed: ec2:RunInstances"
    ),
  ])
  func permissionsAreJudged(
    _ permissions: RegionExamination.Permissions, _ level: Finding.Level, _ words: String
  ) {
    let finding = findings(Self.answered, permissions)[2]
    #expect(finding.level == level && finding.message.contains(words))
  }

  @Test(arguments: [
    (RegionExamination.Instances.listed(count: 3, unknown: 0, late: 0), Finding.Level.ok, "3 of this queue"),
    (.listed(count: 3, unknown: 1, late: 1), .problem, "1 of this queue live that are not on record"),
    (.listed(count: 3, unknown: 0, late: 2), .problem, "2 turned up after"),
    (.failed(reason: "denied"), .note, "denied"),
  ])
  func instancesAreJudged(_ instances: RegionExamination.Instances, _ level: Finding.Level, _ words: String) {
    let finding = findings(Self.answered, RegionExamination.Permissions(), instances)[3]
    #expect(finding.level == level && finding.message.contains(words))
  }
}
