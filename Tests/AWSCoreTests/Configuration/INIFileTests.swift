import Testing

@testable import AWSCore

struct INIFileTests {
  @Test func readsAWSsDialect() throws {
    let file = try INIFile(
      """
      # a comment
      ; another
      [default]
      region=eu-west-1
      Output = json
        [profile  my dev ]
      aws_access_key_id =  AKID=with=equals
      empty =
      s3 =
        max_concurrent_requests = 20
        # inside
        addressing_style = path
      region = us-east-1

      [default]
      region = us-west-2
      long = first
        second line of it
      """)
    #expect(Set(file.sections.keys) == ["default", "profile my dev"])
    #expect(file.sections["default"] == ["region": "us-west-2", "output": "json", "long": "first"])
    #expect(
      file.sections["profile my dev"]
        == [
          "aws_access_key_id": "AKID=with=equals", "empty": "", "s3": "", "s3.max_concurrent_requests": "20",
          "s3.addressing_style": "path", "region": "us-east-1",
        ])
  }

  @Test(arguments: [("key = 1", 1), ("[a]\nx = 1\nnonsense", 3), ("\n[open", 2)])
  func namesTheBadLine(_ text: String, _ line: Int) {
    #expect(throws: INIFile.SyntaxError(line: line)) { try INIFile(text) }
  }
}
