import AWSCore
import EC2
import Foundation
import Testing

/// Real answers of moto, read by us and by boto3 (`record-moto-answers.py`).
struct MotoAnswerTests {
  struct File: Decodable {
    struct Read: Decodable {
      let describeImages: [ExpectedImage]
      let runInstances: ExpectedReservation
      let describeInstances: [ExpectedInstance]
      let describeInstancesTerminated: [ExpectedInstance]
      let describeInstanceStatus: [ExpectedStatus]
      let describeInstanceTypes: [String: [String]]
      let describeInstanceTypeOfferings: [[String]]
      let describeSubnets: [ExpectedSubnet]
      let describeSpotInstanceRequests: [ExpectedSpotRequest]
      let describeInstancesPage1: [String]
      let describeInstancesPage2: [String]
      let terminateInstances: [ExpectedChange]
      let errorInstanceNotFound: ExpectedError
      let errorImageNotFound: ExpectedError
      let errorSts: ExpectedError
      let getParameter: String
      let errorParameterNotFound: ExpectedError
      let getCallerIdentity: ExpectedIdentity

      enum CodingKeys: String, CodingKey {
        case describeImages = "describe-images"
        case runInstances = "run-instances"
        case describeInstances = "describe-instances"
        case describeInstancesTerminated = "describe-instances-terminated"
        case describeInstanceStatus = "describe-instance-status"
        case describeInstanceTypes = "describe-instance-types"
        case describeInstanceTypeOfferings = "describe-instance-type-offerings"
        case describeSubnets = "describe-subnets"
        case describeSpotInstanceRequests = "describe-spot-instance-requests"
        case describeInstancesPage1 = "describe-instances-page-1"
        case describeInstancesPage2 = "describe-instances-page-2"
        case terminateInstances = "terminate-instances"
        case errorInstanceNotFound = "error-instance-not-found"
        case errorImageNotFound = "error-image-not-found"
        case errorSts = "error-sts"
        case getParameter = "get-parameter"
        case errorParameterNotFound = "error-parameter-not-found"
        case getCallerIdentity = "get-caller-identity"
      }
    }
    let read: Read
  }

  let read: File.Read

  init() throws {
    read = try Fixture.json(File.self, "moto-answers.json").read
  }

  /// What the call makes of the recorded answer.
  func reading<Value>(
    _ names: String..., form: String = "xml", status: Int = 200, call: (EC2Client) async throws -> Value
  ) async throws -> Value {
    let answers = try names.map { HTTPResponse(status: status, body: Array(try Fixture.data("\($0).\(form)"))) }
    return try await call(EC2Client.scripted(ScriptedTransport(answers)))
  }

  @Test func reservation() async throws {
    let reservation = try await reading("run-instances") { client in
      let query = RunInstancesParameters(imageID: "ami-1", instanceType: "t3.medium", clientToken: "t").encoded
      return try await client.runInstances(client.sign(query))
    }
    #expect(reservation.reservationID == read.runInstances.reservationId)
    #expect(reservation.ownerID == read.runInstances.ownerId)
    #expect(reservation.requestID == "request-id")
    #expect(reservation.instances == read.runInstances.instances.map(\.instance))
    #expect(reservation.instances.map(\.amiLaunchIndex) == [0, 1])
  }

  @Test func instances() async throws {
    let instances = try await reading("describe-instances") { try await $0.describeInstances(ids: [], filters: []) }
    #expect(instances == read.describeInstances.map(\.instance))
    #expect(instances.first?.tags["Name"] == "  a <b> & \"c\" é 🚀  ")
  }

  @Test func terminatedInstances() async throws {
    let instances = try await reading("describe-instances-terminated") {
      try await $0.describeInstances(ids: ["i"], filters: [])
    }
    #expect(instances.map(\.state) == ["terminated", "terminated"])
    #expect(instances.first?.stateReason?.code == "Client.UserInitiatedShutdown")
    #expect(instances == read.describeInstancesTerminated.map(\.instance))
  }

  @Test func noInstances() async throws {
    #expect(
      try await reading("describe-instances-empty") { try await $0.describeInstances(ids: [], filters: []) } == [])
  }

  @Test func pages() async throws {
    let instances = try await reading("describe-instances-page-1", "describe-instances-page-2") {
      try await $0.describeInstances(ids: [], filters: [])
    }
    #expect(instances.map(\.instanceID) == read.describeInstancesPage1 + read.describeInstancesPage2)
  }

  @Test func statuses() async throws {
    let statuses = try await reading("describe-instance-status") {
      try await $0.describeInstanceStatus(ids: ["i"], includeAll: true)
    }
    #expect(statuses == read.describeInstanceStatus.map(\.status))
    #expect(statuses.map(\.systemStatus) == ["not-applicable", "ok"])
  }

  @Test func images() async throws {
    let images = try await reading("describe-images") {
      try await $0.describeImages(ids: ["ami"], owners: [], filters: [])
    }
    #expect(images == read.describeImages.map(\.image))
    #expect(images.first?.rootSnapshotSizeGiB == 15)
  }

  @Test func instanceTypes() async throws {
    let types = try await reading("describe-instance-types") { try await $0.describeInstanceTypes(types: ["t"]) }
    #expect(
      Dictionary(uniqueKeysWithValues: types.map { ($0.instanceType, $0.supportedArchitectures) })
        == read.describeInstanceTypes)
  }

  @Test func offerings() async throws {
    let offerings = try await reading("describe-instance-type-offerings") {
      try await $0.describeInstanceTypeOfferings(types: ["t"])
    }
    #expect(offerings.map { [$0.instanceType, $0.location] } == read.describeInstanceTypeOfferings)
    #expect(offerings.contains(InstanceTypeOffering(instanceType: "t3.medium", location: "eu-west-1a")))
  }

  @Test func subnets() async throws {
    let subnets = try await reading("describe-subnets") { try await $0.describeSubnets(ids: [], filters: []) }
    #expect(subnets == read.describeSubnets.map(\.subnet))
    #expect(subnets.count == 3)
  }

  @Test func spotRequests() async throws {
    let requests = try await reading("describe-spot-instance-requests") {
      try await $0.describeSpotInstanceRequests(ids: [], filters: [])
    }
    #expect(requests == read.describeSpotInstanceRequests.map(\.request))
    #expect(requests.map(\.statusCode) == ["fulfilled"])
  }

  @Test func tagsAndTermination() async throws {
    try await reading("create-tags") { try await $0.createTags(resources: ["i"], tags: []) }
    let changes = try await reading("terminate-instances") { try await $0.terminateInstances(ids: ["i"]) }
    #expect(changes == read.terminateInstances.map(\.change))
  }

  @Test func identity() async throws {
    let identity = try await reading("get-caller-identity") { try await $0.callerIdentity() }
    #expect(
      identity
        == CallerIdentity(
          account: read.getCallerIdentity.account, arn: read.getCallerIdentity.arn,
          userID: read.getCallerIdentity.userId))
  }

  @Test func parameters() async throws {
    #expect(
      try await reading("get-parameter", form: "json") { try await $0.parameter("/images/base:1") }
        == read.getParameter)
    let error = await #expect(throws: AWSError.self) {
      try await reading("error-parameter-not-found", form: "json", status: read.errorParameterNotFound.status) {
        try await $0.parameter("/images/none")
      }
    }
    #expect(error?.origin == .envelope)
    #expect(error?.code == "ParameterNotFound")
    #expect(error?.code == read.errorParameterNotFound.code)
    #expect(error?.message == read.errorParameterNotFound.message)
  }

  @Test func refusals() async throws {
    for (name, expected) in [
      ("error-instance-not-found", read.errorInstanceNotFound), ("error-image-not-found", read.errorImageNotFound),
      ("error-sts", read.errorSts),
    ] {
      let error = await #expect(throws: AWSError.self) {
        try await reading(name, status: expected.status) { try await $0.describeInstances(ids: [], filters: []) }
      }
      #expect(error?.origin == .envelope)
      #expect(error?.code == expected.code)
      #expect(error?.message == expected.message)
      #expect(error?.status == expected.status)
      #expect(error?.requestID == expected.requestId)
    }
  }
}
