import Foundation
import JobModel
import Testing

@testable import Operations

@Suite("A line of jobs")
struct EnqueueLineTests {
  private static func job(_ line: String) throws -> NewJob {
    try #require(Lines.plan(line).jobs(stored: [:], now: Lines.now).jobs.first)
  }

  @Test func aKindAloneIsALaunchWithEveryDefault() throws {
    let bare = NewJob(spec: .launch(LaunchSpec()), region: "us-east-1")
    #expect(try Self.job(#"{"kind":"launch"}"#) == bare)
    #expect(try Self.job(#"{"kind":"launch","spec":null,"after":null,"queue":null,"run_at":null}"#) == bare)
  }

  @Test func everyFieldOfAJobHasItsPlace() throws {
    let line = #"""
      {"kind":"launch","unique_key":"k","queue":"gpu","priority":-3,"run_at":"+1h","deployment":"web",
       "region":"eu-west-1","max_failures":2,"retry_for":"90m"}
      """#
    #expect(
      try Self.job(line)
        == NewJob(
          spec: .launch(LaunchSpec()), region: "eu-west-1", deployment: "web", queue: "gpu", priority: -3,
          runAt: Lines.now + .seconds(3_600), uniqueKey: "k", maxFailures: 2, retryFor: .seconds(5_400)))
  }

  @Test func everyFieldOfALaunchHasItsPlace() throws {
    let line = #"""
      {"kind":"launch","spec":{"instance_types":["m5.large","m5a.large"],"subnet_ids":["subnet-0aaaaaaa"],
       "availability_zones":[],"markets":["spot","on-demand"],"ladder_order":["zone","type","market"],
       "max_price":"0.1","image_id":"ami-0bbbbbbb","architecture":null,"security_group_ids":["sg-0ccccccc"],
       "key_name":"ops","iam_instance_profile":"web","user_data":"é","user_data_size":2,"root_volume_size":40,
       "root_volume_type":"io2","encrypted":true,"associate_public_ip_address":true,"placement_group":"near",
       "capacity_reservation_id":null,"name":"web","tags":{"Team":"ops"}}}
      """#
    let spec = LaunchSpec(
      instanceTypes: ["m5.large", "m5a.large"], subnetIDs: ["subnet-0aaaaaaa"], markets: [.spot, .onDemand],
      ladderOrder: [.zone, .type, .market], maxPrice: "0.1", imageID: "ami-0bbbbbbb", securityGroupIDs: ["sg-0ccccccc"],
      keyName: "ops", iamInstanceProfile: "web", userData: Data("é".utf8), rootVolumeSize: 40, rootVolumeType: "io2",
      encrypted: true, associatePublicIPAddress: true, placementGroup: "near", name: "web", tags: ["Team": "ops"])
    #expect(try Self.job(line).spec == .launch(spec))
  }

  @Test(arguments: [
    (
      #"{"kind":"wait","spec":{"instance_id":"i-0aaaaaaa","for":"instance-running","timeout":5,"checks_timeout":6,"terminate_on_failure":true}}"#,
      JobSpec.wait(
        WaitSpec(goal: .running, instanceID: "i-0aaaaaaa", timeout: 5, checksTimeout: 6, terminateOnFailure: true))
    ),
    (
      #"{"kind":"wait","spec":{"instance_id":"i-0aaaaaaa","terminate_on_failure":false}}"#,
      .wait(WaitSpec(instanceID: "i-0aaaaaaa"))
    ),
    (
      #"{"kind":"tag","spec":{"instance_id":"i-0aaaaaaa","tags":{"a":""}}}"#,
      .tag(TagSpec(tags: ["a": ""], instanceID: "i-0aaaaaaa"))
    ),
    (#"{"kind":"terminate","spec":{"instance_id":"i-0aaaaaaa"}}"#, .terminate(TerminateSpec(instanceID: "i-0aaaaaaa"))),
  ])
  func theOtherKindsHaveTheirOwnSpecs(_ line: String, spec: JobSpec) throws {
    #expect(try Self.job(line).spec == spec)
  }

  @Test(arguments: [
    (#""user_data":"file://setup.sh""#, "file://setup.sh"), (#""user_data_base64":"aGk=""#, "hi"),
    (#""user_data_file":"setup.sh""#, "#!/bin/sh"), (#""user_data":"""#, ""),
  ])
  func userDataIsATextOrBytesOrAFile(_ member: String, data: String) throws {
    guard case .launch(let spec) = try Self.job(#"{"kind":"launch","spec":{\#(member)}}"#).spec else { return }
    #expect(spec.userData == Data(data.utf8))
  }

  @Test func aSpecThatWasPrintedWithItsUserDataIsReadAsItWas() throws {
    for data in [Data("#!/bin/sh\n\u{0}é".utf8), Data([0, 0xFF, 10])] {
      let spec = JobSpec.launch(
        LaunchSpec(
          instanceTypes: ["m5.large"], availabilityZones: ["all"], markets: [.spot],
          ladderOrder: [.zone, .type, .market],
          userData: data, tags: ["a": "\"b\""]))
      let printed = try String(
        decoding: JSONEncoder().encode(SpecView(spec, showsUserData: true)), as: UTF8.self)
      #expect(try Self.job(#"{"kind":"launch","spec":\#(printed)}"#).spec == spec)
      let hidden = try String(
        decoding: JSONEncoder().encode(SpecView(spec, showsUserData: false)), as: UTF8.self)
      let problems = Lines.problems([#"{"kind":"launch","spec":\#(hidden)}"#])
      #expect(problems.count == 1 && problems[0].contains("--show-user-data"), "\(problems)")
    }
  }
}
