import AWSCore
import EC2
import Testing

/// What every action sends, against what botocore sends for the same inputs (`make-query-vectors.py`).
struct RequestEncodingTests {
  struct File: Decodable {
    let vectors: [String: [String: String]]
    /// The body's fields as botocore writes them, sorted: its order is not ours.
    let fields: [String: [String]]
  }

  static let tags = [
    ResourceTag("Name", "wörker & co=1"), ResourceTag("geusemaker:managed", "true"), ResourceTag("empty", ""),
  ]

  static func run(
    maxCount: Int = 1, _ change: (inout RunInstancesParameters) -> Void = { _ in }
  ) -> EncodedQuery {
    var parameters = RunInstancesParameters(
      imageID: "ami-0123456789abcdef0", instanceType: "t3.medium", maxCount: maxCount, clientToken: "t-1")
    change(&parameters)
    return parameters.encoded
  }

  static let queries: [String: EncodedQuery] = [
    "run: least": run(),
    "run: full, on-demand in a subnet": run(maxCount: 50) {
      $0.subnetID = "subnet-1"
      $0.securityGroupIDs = ["sg-1", "sg-2"]
      $0.keyName = "my key"
      $0.iamInstanceProfile = "role/one"
      $0.userData = Array("#!/bin/sh\necho ".utf8) + [0xFF, 0] + Array(" hi\n".utf8)
      $0.rootVolume = .init(
        deviceName: "/dev/xvda", sizeGiB: 20, type: "gp3", encrypted: true, iops: 3000, throughput: 125)
      $0.metadataHopLimit = 2
      $0.placementGroup = "pg"
      $0.capacityReservationID = "cr-1"
      $0.tagSpecifications = [
        .init(resourceType: "instance", tags: tags), .init(resourceType: "network-interface", tags: []),
        .init(resourceType: "volume", tags: [tags[0]]),
      ]
      $0.dryRun = false
    },
    "run: spot in a zone": run {
      $0.availabilityZone = "eu-west-1b"
      $0.iamInstanceProfile = "arn:aws:iam::123456789012:instance-profile/p"
      $0.spot = .init(maxPrice: "0.0123")
      $0.tagSpecifications = [.init(resourceType: "spot-instances-request", tags: Array(tags.prefix(2)))]
    },
    "run: spot without a price": run { $0.spot = .init() },
    "run: public address": run {
      $0.subnetID = "subnet-1"
      $0.securityGroupIDs = ["sg-1", "sg-2"]
      $0.associatePublicIPAddress = true
    },
    "run: no public address, root device alone": run {
      $0.associatePublicIPAddress = false
      $0.rootVolume = .init(deviceName: "/dev/sda1")
      $0.dryRun = true
    },
    "instances: ids": DescribeInstancesParameters(ids: ["i-1", "i-2"]).encoded,
    "instances: filters": DescribeInstancesParameters(
      filters: [EC2Filter("client-token", ["a", "b"]), EC2Filter("tag:geusemaker:queue", ["q 1"])]
    ).encoded,
    "instances: next page": DescribeInstancesParameters(nextToken: "a+/=").encoded,
    "status: ids": DescribeInstanceStatusParameters(ids: ["i-1"], includeAll: true).encoded,
    "status: all running, next page": DescribeInstanceStatusParameters(includeAll: false, nextToken: "n").encoded,
    "images: ids": DescribeImagesParameters(ids: ["ami-1", "ami-2"]).encoded,
    "images: owner and filters": DescribeImagesParameters(
      owners: ["amazon", "self"],
      filters: [EC2Filter("name", ["al2023-ami-2023.*-kernel-6.1-x86_64"]), EC2Filter("state", ["available"])],
      nextToken: "n"
    ).encoded,
    "types: two": DescribeInstanceTypesParameters(types: ["t3.medium", "t4g.medium"]).encoded,
    "types: next page": DescribeInstanceTypesParameters(nextToken: "n").encoded,
    "offerings: two types": DescribeInstanceTypeOfferingsParameters(types: ["t3.medium", "t4g.medium"]).encoded,
    "offerings: next page of all": DescribeInstanceTypeOfferingsParameters(nextToken: "n").encoded,
    "subnets: ids": DescribeSubnetsParameters(ids: ["subnet-1", "subnet-2"]).encoded,
    "subnets: filters, next page": DescribeSubnetsParameters(
      filters: [
        EC2Filter("default-for-az", ["true"]), EC2Filter("availability-zone", ["eu-west-1a", "eu-west-1b"]),
      ], nextToken: "n"
    ).encoded,
    "spot requests: ids": DescribeSpotInstanceRequestsParameters(ids: ["sir-1", "sir-2"]).encoded,
    "spot requests: filters, next page": DescribeSpotInstanceRequestsParameters(
      filters: [EC2Filter("instance-id", ["i-1"])], nextToken: "n"
    ).encoded,
    "tags": CreateTagsParameters(resources: ["i-1", "vol-2"], tags: tags).encoded,
    "terminate": TerminateInstancesParameters(ids: ["i-1", "i-2", "i-3"]).encoded,
    "identity": CallerIdentity.query,
  ]

  @Test func everyVectorHasItsTwin() throws {
    #expect(try Set(Fixture.json(File.self, "query-vectors.json").vectors.keys) == Set(Self.queries.keys))
  }

  @Test(arguments: queries.keys.sorted())
  func sendsWhatBotocoreSends(_ name: String) throws {
    let expected = try #require(Fixture.json(File.self, "query-vectors.json").vectors[name])
    let query = try #require(Self.queries[name])
    let parameters = Dictionary(grouping: query.parameters, by: \.0)
    #expect(parameters.allSatisfy { $0.value.count == 1 }, "a parameter is sent twice")
    #expect(parameters.mapValues { $0[0].1 } == expected)
    #expect(query.action == expected["Action"])
  }

  @Test(arguments: queries.keys.sorted())
  func writesTheBytesOfBotocore(_ name: String) throws {
    let query = try #require(Self.queries[name])
    let fields = String(decoding: query.body, as: UTF8.self).split(separator: "&").map(String.init).sorted()
    #expect(try fields == Fixture.json(File.self, "query-vectors.json").fields[name])
  }

  @Test func encodingIsTheSameEveryTime() {
    #expect(
      Self.queries["run: full, on-demand in a subnet"]?.parameters.prefix(4).map(\.0)
        == ["Action", "Version", "ImageId", "InstanceType"])
    #expect(Self.run { $0.keyName = "k" } == Self.run { $0.keyName = "k" })
  }
}
