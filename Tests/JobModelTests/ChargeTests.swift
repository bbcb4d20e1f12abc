import JobModel
import Testing

@Suite struct ChargeTests {
  @Test(arguments: [Charge.polling(region: "us-east-1"), .comparing(region: "eu-west-1")])
  func aLeasesNameTellsItsCharge(_ charge: Charge) {
    #expect(Charge(leaseName: charge.leaseName) == charge)
  }

  @Test(arguments: ["", "poller", "poller/", "other/us-east-1"]) func othersTellNone(_ name: String) {
    #expect(Charge(leaseName: name) == nil)
  }
}
