import AWSCore
import Testing

struct RegionResolverTests {
  static func region(_ flag: String?, _ variables: [String: String], _ config: String? = nil) throws -> String {
    let environment = AWSEnvironment.of(variables, files: config.map { ["/home/me/.aws/config": $0] } ?? [:])
    return try AWSSettings(region: flag, environment: environment).regions.region()
  }

  @Test func firstPlaceWins() throws {
    let all = ["AWS_REGION": "us-east-2", "AWS_DEFAULT_REGION": "us-west-2"]
    let config = "[default]\nregion = eu-central-1"
    #expect(try Self.region("eu-west-1", all, config) == "eu-west-1")
    #expect(try Self.region(nil, all, config) == "us-east-2")
    #expect(try Self.region(nil, ["AWS_DEFAULT_REGION": "us-west-2"], config) == "us-west-2")
    #expect(try Self.region(nil, ["AWS_REGION": ""], config) == "eu-central-1")
  }

  @Test func noRegionSaysWhatToDo() {
    #expect(
      throws: ConfigurationError("no region: give --region, set AWS_REGION, or add region to the profile")
    ) { try Self.region(nil, [:]) }
  }

  @Test(arguments: ["eu-west-1", "us-gov-west-1", "cn-north-1", "ap-southeast-12", "us-iso-east-1", "eusc-de-east-1"])
  func goodNamesPass(_ name: String) throws {
    #expect(try Self.region(name, [:]) == name)
  }

  @Test(
    arguments: [
      "", "eu", "eu-west", "eu-west-1a", "EU-WEST-1", "eu-west-1/", "evil.com/#-a-1", "eu-west-1\n", "eu--west-1",
      "eu-west-١",
    ])
  func badNamesAreRefused(_ name: String) {
    let error = #expect(throws: ConfigurationError.self) { try Self.region(name, [:]) }
    #expect(error?.message.hasPrefix("--region: ") == true)
  }

  @Test func theMessageSaysWhereTheNameCameFrom() {
    #expect(throws: ConfigurationError("AWS_REGION: \"mars\" is not a region: expected a name like eu-west-1")) {
      try Self.region(nil, ["AWS_REGION": "mars"])
    }
  }
}
