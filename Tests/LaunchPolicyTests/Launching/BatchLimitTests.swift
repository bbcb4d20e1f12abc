import AWSCore
import LaunchPolicy
import Testing

@Suite struct BatchLimitTests {
  @Test(
    arguments: [
      ("ResourceCountExceeded", 100, 50), ("RequestResourceCountExceeded", 3, 1), ("VcpuLimitExceeded", 100, 50),
      ("InstanceLimitExceeded", 2, 1), ("InsufficientFreeAddressesInSubnet", 7, 3),
      ("MaxSpotInstanceCountExceeded", 10, 5),
      ("ResourceCountExceeded", 1, nil), ("InsufficientInstanceCapacity", 100, nil), ("Unsupported", 100, nil),
      ("RequestLimitExceeded", 100, nil), ("UnauthorizedOperation", 100, nil),
    ] as [(String, Int, Int?)])
  func aNumberThatIsRefusedIsHalved(code: String, count: Int, limit: Int?) {
    let refusal = AWSError(
      action: "RunInstances", origin: .envelope, code: code, message: "", status: 400, region: "us-east-1")
    #expect(BatchLimit.next(after: refusal, count: count) == limit)
  }
}
