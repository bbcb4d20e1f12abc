/// Shows one attribute of one instance; user data as the Base64 that came in.
///
/// Source: AWS, "DescribeInstanceAttribute" in the EC2 API reference.
enum DescribeInstanceAttribute: Action {
  static let name = "DescribeInstanceAttribute"
  static let parameters = ParameterNames("Attribute InstanceId")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let id = try call.parameters.required("InstanceId")
    let instance = region.instances.rows[try region.instancePositions([id], at: call.now)[0]]
    let attribute = try call.parameters.required("Attribute")
    let value: String?
    switch attribute {
    case "userData": value = instance.plan.userData
    case "instanceType": value = instance.plan.type.name
    case "rootDeviceName": value = instance.plan.image.rootDevice
    case "disableApiTermination": value = String(instance.plan.isTerminationDisabled)
    case "ebsOptimized": value = String(instance.plan.isEBSOptimized)
    case "instanceInitiatedShutdownBehavior": value = instance.plan.shutdownBehavior
    default: throw .invalidParameterValue("Value (\(attribute)) for parameter attribute is invalid. Unknown attribute.")
    }
    xml.element("instanceId", id)
    xml.element(attribute) { $0.element("value", value) }
    return Effect(instanceIDs: [id])
  }
}
