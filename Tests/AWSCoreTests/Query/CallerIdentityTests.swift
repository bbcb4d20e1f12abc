import AWSCore
import Testing

struct CallerIdentityTests {
  static func answer(_ body: String) -> QueryAnswer {
    QueryAnswer(
      action: "GetCallerIdentity", region: "eu-west-1", response: HTTPResponse(status: 200, body: Array(body.utf8)))
  }

  @Test func readsTheAnswer() throws {
    let identity = try CallerIdentity(
      Self.answer(
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
          <Arn>arn:aws-cn:sts::123456789012:assumed-role/r/s</Arn><UserId>AROA:s</UserId><Account>123456789012</Account>
        </GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
        """))
    #expect(
      identity
        == CallerIdentity(
          account: "123456789012", arn: "arn:aws-cn:sts::123456789012:assumed-role/r/s", userID: "AROA:s"))
    #expect(identity.partition == .china)
  }

  @Test(
    arguments: [
      "", "<html/>", "<GetCallerIdentityResponse/>",
      """
      <GetCallerIdentityResponse><GetCallerIdentityResult><Account/><Arn/><UserId/></GetCallerIdentityResult>\
      </GetCallerIdentityResponse>
      """,
    ])
  func anAnswerWithoutAnAccountIsUnrecognized(_ body: String) {
    let error = #expect(throws: AWSError.self) { try CallerIdentity(Self.answer(body)) }
    #expect(error?.origin == .unrecognized)
    #expect(error?.code == "UnrecognizedAnswer")
  }
}
