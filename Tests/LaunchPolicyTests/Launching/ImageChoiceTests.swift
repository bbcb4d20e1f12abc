import EC2
import Foundation
import JobModel
import LaunchPolicy
import Testing

@Suite("Which image a launch gets")
struct ImageChoiceTests {
  private static func image(
    _ id: String, _ name: String, day: Double, _ architecture: String = "x86_64", state: String = "available"
  ) -> Image {
    Image(
      imageID: id, name: name, architecture: architecture, creationDate: Date(timeIntervalSince1970: day * 86_400),
      state: state)
  }

  @Test func theNewestStandardImageOfThePinnedKernel() {
    let images = [
      Self.image("ami-old", "al2023-ami-2023.9.20260101.0-kernel-6.1-x86_64", day: 1),
      Self.image("ami-new", "al2023-ami-2023.10.20260301.0-kernel-6.1-x86_64", day: 3),
      Self.image("ami-612", "al2023-ami-2023.10.20260301.0-kernel-6.12-x86_64", day: 4),
      Self.image("ami-arm", "al2023-ami-2023.10.20260301.0-kernel-6.1-arm64", day: 5, "arm64"),
      Self.image("ami-ecs", "al2023-ami-ecs-hvm-2023.0.20260301-kernel-6.1-x86_64", day: 6),
      Self.image("ami-min", "al2023-ami-minimal-2023.10.20260301.0-kernel-6.1-x86_64", day: 7),
      Self.image("ami-pending", "al2023-ami-2023.11.20260401.0-kernel-6.1-x86_64", day: 8, state: "pending"),
    ]
    #expect(ImageChoice.newest(images, architecture: .x86)?.imageID == "ami-new")
    #expect(ImageChoice.newest(images, architecture: .arm)?.imageID == "ami-arm")
    #expect(ImageChoice.newest([], architecture: .x86) == nil)
  }

  @Test func equalDatesAreBrokenByName() {
    let images = [
      Self.image("ami-b", "al2023-ami-2023.2.2-kernel-6.1-x86_64", day: 1),
      Self.image("ami-a", "al2023-ami-2023.1.1-kernel-6.1-x86_64", day: 1),
    ]
    #expect(ImageChoice.newest(images, architecture: .x86)?.imageID == "ami-b")
    #expect(ImageChoice.newest(images.reversed(), architecture: .x86)?.imageID == "ami-b")
  }

  @Test(arguments: [
    ("t3.medium", [], Architecture.x86), ("t4g.small", [], .arm), ("a1.large", [], .arm), ("m7gd.large", [], .arm),
    ("g5.xlarge", [], .x86), ("g5g.xlarge", [], .arm), ("c7gn.large", [], .arm), ("im4gn.large", [], .arm),
    ("m7i-flex.large", [], .x86), ("x2gd.medium", [], .arm), ("p3.2xlarge", [], .x86),
    ("new9x.large", ["arm64"], .arm), ("t4g.small", ["x86_64"], .x86), ("both.large", ["i386", "x86_64"], .x86),
  ])
  func architecture(type: String, supported: [String], expected: Architecture) {
    #expect(ImageChoice.architecture(of: type, supported: supported) == expected)
  }
}
