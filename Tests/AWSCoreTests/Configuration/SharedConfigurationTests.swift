import AWSCore
import Foundation
import Testing

struct SharedConfigurationTests {
  @Test func joinsBothFilesAndPrefersTheCredentialsFile() throws {
    let shared = try SharedConfiguration(
      .of(files: [
        "/home/me/.aws/config":
          "[default]\nregion = a\n[profile default]\nregion = b\n[profile dev]\nregion = c\naws_access_key_id = config\n"
          + "[other]\nregion = d\n[sso-session x]\nk = v",
        "/home/me/.aws/credentials": "[dev]\r\naws_access_key_id = file\r\n[only]\r\naws_access_key_id = o\r\n",
      ]))
    #expect(shared.profile("default")?["region"] == "b")
    #expect(shared.profile("dev")?["region"] == "c")
    #expect(shared.profile("dev")?["aws_access_key_id"] == "file")
    #expect(shared.profile("only")?["aws_access_key_id"] == "o")
    #expect(shared.profile("other") == nil)
    #expect(shared.profile("x") == nil)
  }

  @Test func pathsCanBeMoved() throws {
    let shared = try SharedConfiguration(
      .of(
        ["AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/etc/k"],
        files: ["/home/me/c": "[profile a]\nregion = x", "/etc/k": "[b]\nregion = y"]))
    #expect(shared.profile("a")?["region"] == "x")
    #expect(shared.profile("b")?["region"] == "y")
  }

  @Test func missingFilesAreEmptyOnes() throws {
    #expect(try SharedConfiguration(.of()).profile("default") == nil)
  }

  @Test func badFilesAreNamed() {
    let broken = #expect(throws: ConfigurationError.self) {
      try SharedConfiguration(.of(files: ["/home/me/.aws/config": "[default]\nsecret nonsense"]))
    }
    #expect(broken?.message == "/home/me/.aws/config line 2 is neither [section] nor key = value")
    struct Denied: Error {}
    let closed = #expect(throws: ConfigurationError.self) {
      try SharedConfiguration(AWSEnvironment(variables: ["HOME": "/h"]) { _ in throw Denied() })
    }
    #expect(closed?.message == "cannot read /h/.aws/config: check its permissions")
  }
}
