import AWSCore
import LaunchPolicy
import Testing

@Suite("The ids that a refusal names")
struct NamedIDsTests {
  @Test(arguments: [
    ("The instance ID 'i-1' does not exist", ["i-1"]),
    ("The instance IDs 'i-1, i-3' do not exist", ["i-1", "i-3"]),
    ("Invalid id: \"i-nonsense\" (expecting \"i-...\")", ["i-nonsense"]),
    ("Invalid id: i-2.", ["i-2"]),
    ("The volume 'vol-1' does not exist", ["vol-1"]),
    ("The instance ID 'i-12' does not exist", []),
    ("One of them does not exist", []),
  ])
  func names(message: String, ids: [String]) {
    let error = AWSError(
      action: "DescribeInstanceStatus", origin: .envelope, code: "InvalidInstanceID.NotFound", message: message,
      region: "r")
    #expect(error.named(among: ["i-1", "i-2", "i-3", "i-nonsense", "vol-1"]) == Set(ids))
    #expect(error.isAboutInstanceIDs)
  }

  @Test func anAnswerThatIsNotEC2sSaysNothingOfIDs() {
    let error = AWSError(
      action: "DescribeInstanceStatus", origin: .unrecognized, code: "InvalidInstanceID.NotFound", message: "",
      region: "r")
    #expect(!error.isAboutInstanceIDs)
  }
}
