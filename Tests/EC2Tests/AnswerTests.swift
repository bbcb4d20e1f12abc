import AWSCore
import EC2
import Foundation
import Testing

/// Answers that moto does not give.
struct AnswerTests {
  static func item(_ content: String) -> String {
    """
    <DescribeInstancesResponse><reservationSet><item><instancesSet><item>\(content)</item></instancesSet></item>\
    </reservationSet></DescribeInstancesResponse>
    """
  }

  static func instances(_ bodies: String...) async throws -> [Instance] {
    try await EC2Client.scripted(ScriptedTransport(bodies.map { HTTPResponse(status: 200, body: Array($0.utf8)) }))
      .describeInstances(ids: [], filters: [])
  }

  @Test func theLeastInstance() async throws {
    let body = Self.item(
      "<instanceId>i-1</instanceId><instanceState><code>99</code><name>dreaming</name></instanceState>")
    #expect(try await Self.instances(body) == [Instance(instanceID: "i-1", state: "dreaming")])
  }

  @Test func aSpotInstanceThatDied() async throws {
    let body = Self.item(
      """
      <instanceId>i-1</instanceId><instanceState><name>terminated</name></instanceState>
      <stateReason><code>Server.SpotInstanceTermination</code><message>Spot ended it</message></stateReason>
      <reason>Server.SpotInstanceTermination (2026-05-28 20:26:40 GMT)</reason>
      <instanceLifecycle>spot</instanceLifecycle><spotInstanceRequestId>sir-1</spotInstanceRequestId>
      <launchTime>2026-05-28T20:26:40.000Z</launchTime><ipAddress/><keyName/><tagSet/>
      <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-1</volumeId></ebs></item>
      <item><deviceName>/dev/xvdb</deviceName><virtualName>ephemeral0</virtualName></item></blockDeviceMapping>
      """)
    let instance = try #require(await Self.instances(body).first)
    #expect(
      instance
        == Instance(
          instanceID: "i-1", state: "terminated",
          stateReason: StateReason(code: "Server.SpotInstanceTermination", message: "Spot ended it"),
          stateTransitionReason: "Server.SpotInstanceTermination (2026-05-28 20:26:40 GMT)",
          launchTime: Date(timeIntervalSince1970: 1_780_000_000), instanceLifecycle: "spot",
          spotInstanceRequestID: "sir-1", volumeIDs: ["vol-1"]))
    #expect(try JSONDecoder().decode(Instance.self, from: JSONEncoder().encode(instance)) == instance)
  }

  @Test func pagesAreFollowedToTheEnd() async throws {
    func page(_ id: String, next: String) -> String {
      """
      <DescribeInstanceStatusResponse><instanceStatusSet><item><instanceId>\(id)</instanceId><instanceState><name>running</name>\
      </instanceState><systemStatus><status>ok</status></systemStatus><instanceStatus><status>initializing</status></instanceStatus>\
      </item></instanceStatusSet>\(next)</DescribeInstanceStatusResponse>
      """
    }
    let transport = ScriptedTransport(
      page("i-1", next: "<nextToken>a+b</nextToken>"),
      "<DescribeInstanceStatusResponse><instanceStatusSet/><nextToken>c</nextToken></DescribeInstanceStatusResponse>",
      page("i-2", next: "<nextToken/>"))
    let statuses = try await EC2Client.scripted(transport).describeInstanceStatus(
      ids: ["i-1", "i-2"], includeAll: true)
    #expect(statuses.map(\.instanceID) == ["i-1", "i-2"])
    #expect(statuses.first?.instanceStatus == "initializing")
    #expect(transport.queries.map { $0.parameters.first { $0.0 == "NextToken" }?.1 } == [nil, "a+b", "c"])
    #expect(transport.queries.allSatisfy { $0.parameters.contains { $0 == ("InstanceId.2", "i-2") } })
  }

  @Test func aTokenThatComesBackIsNotFollowedForEver() async throws {
    let body = "<DescribeInstancesResponse><reservationSet/><nextToken>x</nextToken></DescribeInstancesResponse>"
    let error = await #expect(throws: AWSError.self) { try await Self.instances(body, body, body) }
    #expect(error?.origin == .unrecognized)
  }

  @Test func aFailedPageFailsTheWhole() async throws {
    let error = await #expect(throws: AWSError.self) {
      try await Self.instances(
        "<DescribeInstancesResponse><reservationSet/><nextToken>x</nextToken></DescribeInstancesResponse>")
    }
    #expect(error?.origin == .notSent)
  }

  @Test func aSpotRequestThatFailed() async throws {
    let body =
      """
      <DescribeSpotInstanceRequestsResponse><spotInstanceRequestSet><item>
      <spotInstanceRequestId>sir-1</spotInstanceRequestId><state>closed</state>
      <fault><code>bad-parameters</code><message>no such group</message></fault>
      <status><code>price-too-low</code><updateTime>2026-05-28T20:26:40.000Z</updateTime>
      <message>Your price is too low</message></status><instanceId/>
      <launchedAvailabilityZone>eu-west-1b</launchedAvailabilityZone></item></spotInstanceRequestSet>
      </DescribeSpotInstanceRequestsResponse>
      """
    let requests = try await EC2Client.scripted(ScriptedTransport(body)).describeSpotInstanceRequests(
      ids: ["sir-1"], filters: [])
    #expect(
      requests == [
        SpotInstanceRequest(
          spotInstanceRequestID: "sir-1", state: "closed", statusCode: "price-too-low",
          statusMessage: "Your price is too low", faultCode: "bad-parameters", faultMessage: "no such group",
          launchedAvailabilityZone: "eu-west-1b")
      ])
  }

  @Test func allOfferingsCountNotThoseOfTheFirstPage() async throws {
    func page(_ zone: String, next: String) -> String {
      """
      <DescribeInstanceTypeOfferingsResponse><instanceTypeOfferingSet><item><instanceType>t3.medium</instanceType>\
      <locationType>availability-zone</locationType><location>\(zone)</location></item></instanceTypeOfferingSet>\
      \(next)</DescribeInstanceTypeOfferingsResponse>
      """
    }
    let transport = ScriptedTransport(
      page("eu-west-1a", next: "<nextToken>t</nextToken>"), page("eu-west-1b", next: ""))
    let offerings = try await EC2Client.scripted(transport).describeInstanceTypeOfferings(types: ["t3.medium"])
    #expect(offerings.map(\.location) == ["eu-west-1a", "eu-west-1b"])
    #expect(transport.queries.map { $0.parameters.first { $0.0 == "NextToken" }?.1 } == [nil, "t"])
  }

  static let deep = String(repeating: "<a>", count: 8000) + String(repeating: "</a>", count: 8000)

  @Test(
    arguments: [
      "", "garbage", "<html><body>hello</body></html>", "<RunInstancesResponse><instancesSet><item>", deep,
      "<!DOCTYPE r><RunInstancesResponse/>", "<RunInstancesResponse/>",
      "<RunInstancesResponse><reservationId>r-1</reservationId><instancesSet/></RunInstancesResponse>",
      "<RunInstancesResponse><reservationId>r-1</reservationId></RunInstancesResponse>",
      """
      <RunInstancesResponse><reservationId>r</reservationId><instancesSet><item><instanceState><name>pending</name>\
      </instanceState></item></instancesSet></RunInstancesResponse>
      """,
      "<DescribeInstancesResponse/>", "<Response><Errors><Error><Code>X</Code></Error></Errors></Response>",
    ])
  func aLaunchIsBelievedOnlyWithItsInstances(_ body: String) async throws {
    let client = try EC2Client.scripted(ScriptedTransport(body))
    let signed = try await client.sign(
      RunInstancesParameters(imageID: "ami-1", instanceType: "t3.medium", clientToken: "t").encoded)
    let error = await #expect(throws: AWSError.self) { try await client.runInstances(signed) }
    #expect(error?.origin == .unrecognized)
    #expect(error?.code == "UnrecognizedAnswer")
    #expect(error?.status == 200)
    #expect(error?.action == "RunInstances")
  }

  @Test(arguments: [("<return>true</return>", true), ("<return>false</return>", false)])
  func taggingBelievesTheReturnedWord(_ element: String, _ isDone: Bool) async throws {
    let client = try EC2Client.scripted(ScriptedTransport("<CreateTagsResponse>\(element)</CreateTagsResponse>"))
    let result: AWSError?
    do {
      try await client.createTags(resources: ["i-1"], tags: [ResourceTag("a", "b")])
      result = nil
    } catch {
      result = error
    }
    #expect(result?.origin == (isDone ? nil : .unrecognized))
  }

  @Test func everyServiceIsSignedForItself() async throws {
    let identity =
      """
      <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:root</Arn><UserId>u</UserId>\
      <Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
      """
    let transport = ScriptedTransport(identity)
    let client = try EC2Client.scripted(transport)
    #expect(client.region == "eu-west-1")
    #expect(try await client.callerIdentity().account == "1")
    #expect(transport.queries.map(\.action) == ["GetCallerIdentity"])
    let signed = try await client.sign(TerminateInstancesParameters(ids: ["i-1"]).encoded)
    #expect(signed.request.url.absoluteString == "https://ec2.eu-west-1.amazonaws.com/")
    #expect(signed.request.headers.first(named: "authorization")?.contains("/eu-west-1/ec2/aws4_request") == true)
    #expect(transport.queries.count == 1)
  }
}
