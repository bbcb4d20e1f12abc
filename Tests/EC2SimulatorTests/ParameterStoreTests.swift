import AWSCore
import Foundation
import Testing

@testable import EC2Simulator

@Suite struct ParameterStoreTests {
  private func get(
    _ caller: inout TestCaller, _ name: String, action: String = "GetParameter", service: String = "ssm"
  ) throws -> (status: Int?, body: [String: String]) {
    let signed = SigV4(region: caller.region, service: service).sign(
      HTTPRequest(
        method: "POST", url: URL(string: "http://127.0.0.1:4566/")!,
        headers: [
          HTTPHeader("Content-Type", "application/x-amz-json-1.1"), HTTPHeader("X-Amz-Target", "AmazonSSM.\(action)"),
        ],
        body: Array(#"{"Name": "\#(name)", "WithDecryption": true}"#.utf8)),
      credentials: caller.credentials, date: caller.now)
    let request = IncomingRequest(method: "POST", path: "/", query: "", headers: signed.headers, body: signed.body)
    let outcome = caller.core.handle(request, at: caller.now).outcome
    let answer = try #require(outcome.answer)
    #expect(answer.contentType == "application/x-amz-json-1.1")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
    let fields = object["Parameter"] as? [String: Any] ?? object
    return (answer.status, fields.mapValues { "\($0)" })
  }

  @Test(arguments: [
    ("default-x86_64", "x86_64", "6.1"), ("default-arm64", "arm64", "6.1"), ("6.12-arm64", "arm64", "6.12"),
    ("6.18-x86_64", "x86_64", "6.18"),
  ])
  func pointsToTheNewestImage(name: String, architecture: String, kernel: String) throws {
    var caller = TestCaller()
    caller.region = "eu-west-1"
    let reply = try get(&caller, "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-\(name)")
    #expect(reply.status == 200)
    let image = StableIDs.image(architecture: architecture, kernel: kernel, region: "eu-west-1")
    #expect(reply.body["Value"] == image)
    #expect(reply.body["Type"] == "String")
    #expect(caller.call("DescribeImages", ["ImageId.1": image])["architecture"] == architecture)
  }

  @Test func theConfigurationSetsOthers() throws {
    var configuration = SimulatorConfiguration()
    configuration.parameters = ["/golden/image": "ami-0123456789abcdef0"]
    var caller = TestCaller(configuration)
    let reply = try get(&caller, "/golden/image")
    #expect(reply.body["Value"] == "ami-0123456789abcdef0")
    #expect(reply.body["ARN"] == "arn:aws:ssm:us-east-1:000000000000:parameter/golden/image")
  }

  @Test(arguments: [
    "/none", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-9.9-arm64",
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-riscv",
  ])
  func whatIsNotThereIsSaid(name: String) throws {
    var caller = TestCaller()
    let reply = try get(&caller, name)
    #expect(reply.status == 400)
    #expect(reply.body["__type"] == "ParameterNotFound")
  }

  @Test func refusesWhatItCannotDoAndWhomItDoesNotKnow() throws {
    var caller = TestCaller()
    #expect(try get(&caller, "/a", action: "PutParameter").body["__type"] == "UnknownOperationException")
    #expect(try get(&caller, "").body["__type"] == "ValidationException")
    #expect(try get(&caller, "/a", service: "ec2").body["__type"] == "IncompleteSignatureException")
    caller.credentials.secretAccessKey = "wrong"
    #expect(try get(&caller, "/a").body["__type"] == "InvalidSignatureException")
    caller.credentials.accessKeyID = "AKIDNOBODY"
    #expect(try get(&caller, "/a").body["__type"] == "UnrecognizedClientException")
  }

  @Test func faultsStrikeHereToo() throws {
    var configuration = SimulatorConfiguration()
    configuration.faults = [Fault(action: "GetParameter", kind: .refuse, code: "ThrottlingException")]
    var caller = TestCaller(configuration)
    #expect(try get(&caller, "/none").body["__type"] == "ThrottlingException")
    #expect(try get(&caller, "/none").body["__type"] == "ParameterNotFound")
  }
}
