extension RunInstances {
  static let parameters = ParameterNames(
    """
    AdditionalInfo BlockDeviceMapping.N.DeviceName BlockDeviceMapping.N.Ebs.AvailabilityZone
    BlockDeviceMapping.N.Ebs.AvailabilityZoneId BlockDeviceMapping.N.Ebs.DeleteOnTermination
    BlockDeviceMapping.N.Ebs.EbsCardIndex BlockDeviceMapping.N.Ebs.Encrypted BlockDeviceMapping.N.Ebs.Iops
    BlockDeviceMapping.N.Ebs.KmsKeyId BlockDeviceMapping.N.Ebs.OutpostArn BlockDeviceMapping.N.Ebs.SnapshotId
    BlockDeviceMapping.N.Ebs.Throughput BlockDeviceMapping.N.Ebs.VolumeInitializationRate
    BlockDeviceMapping.N.Ebs.VolumeSize BlockDeviceMapping.N.Ebs.VolumeType BlockDeviceMapping.N.NoDevice
    BlockDeviceMapping.N.VirtualName CapacityReservationSpecification.CapacityReservationPreference
    CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId
    CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationResourceGroupArn ClientToken
    CpuOptions.AmdSevSnp CpuOptions.CoreCount CpuOptions.NestedVirtualization CpuOptions.ThreadsPerCore
    CreditSpecification.CpuCredits DisableApiStop DisableApiTermination EbsOptimized ElasticGpuSpecification.N.Type
    ElasticInferenceAccelerator.N.Count ElasticInferenceAccelerator.N.Type EnablePrimaryIpv6 EnclaveOptions.Enabled
    HibernationOptions.Configured IamInstanceProfile.Arn IamInstanceProfile.Name ImageId
    InstanceInitiatedShutdownBehavior InstanceMarketOptions.MarketType
    InstanceMarketOptions.SpotOptions.BlockDurationMinutes
    InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior InstanceMarketOptions.SpotOptions.MaxPrice
    InstanceMarketOptions.SpotOptions.SpotInstanceType InstanceMarketOptions.SpotOptions.ValidUntil InstanceType
    Ipv6Address.N.Ipv6Address Ipv6Address.N.IsPrimaryIpv6 Ipv6AddressCount KernelId KeyName
    LaunchTemplate.LaunchTemplateId LaunchTemplate.LaunchTemplateName LaunchTemplate.Version
    LicenseSpecification.N.LicenseConfigurationArn MaintenanceOptions.AutoRecovery MaxCount
    MetadataOptions.HttpEndpoint MetadataOptions.HttpProtocolIpv6 MetadataOptions.HttpPutResponseHopLimit
    MetadataOptions.HttpTokens MetadataOptions.InstanceMetadataTags MinCount Monitoring.Enabled
    NetworkInterface.N.AssociateCarrierIpAddress NetworkInterface.N.AssociatePublicIpAddress
    NetworkInterface.N.ConnectionTrackingSpecification.TcpEstablishedTimeout
    NetworkInterface.N.ConnectionTrackingSpecification.UdpStreamTimeout
    NetworkInterface.N.ConnectionTrackingSpecification.UdpTimeout NetworkInterface.N.DeleteOnTermination
    NetworkInterface.N.Description NetworkInterface.N.DeviceIndex NetworkInterface.N.EnaQueueCount
    NetworkInterface.N.EnaSrdSpecification.EnaSrdEnabled
    NetworkInterface.N.EnaSrdSpecification.EnaSrdUdpSpecification.EnaSrdUdpEnabled NetworkInterface.N.InterfaceType
    NetworkInterface.N.Ipv4Prefix.N.Ipv4Prefix NetworkInterface.N.Ipv4PrefixCount
    NetworkInterface.N.Ipv6AddressCount NetworkInterface.N.Ipv6Addresses.N.Ipv6Address
    NetworkInterface.N.Ipv6Addresses.N.IsPrimaryIpv6 NetworkInterface.N.Ipv6Prefix.N.Ipv6Prefix
    NetworkInterface.N.Ipv6PrefixCount NetworkInterface.N.NetworkCardIndex NetworkInterface.N.NetworkInterfaceId
    NetworkInterface.N.PrimaryIpv6 NetworkInterface.N.PrivateIpAddress
    NetworkInterface.N.PrivateIpAddresses.N.Primary NetworkInterface.N.PrivateIpAddresses.N.PrivateIpAddress
    NetworkInterface.N.SecondaryPrivateIpAddressCount NetworkInterface.N.SecurityGroupId.N
    NetworkInterface.N.SubnetId NetworkPerformanceOptions.BandwidthWeighting Operator.Principal Placement.Affinity
    Placement.AvailabilityZone Placement.AvailabilityZoneId Placement.GroupId Placement.GroupName Placement.HostId
    Placement.HostResourceGroupArn Placement.PartitionNumber Placement.SpreadDomain Placement.Tenancy
    PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord PrivateDnsNameOptions.EnableResourceNameDnsARecord
    PrivateDnsNameOptions.HostnameType PrivateIpAddress RamdiskId SecondaryInterface.N.DeleteOnTermination
    SecondaryInterface.N.DeviceIndex SecondaryInterface.N.InterfaceType SecondaryInterface.N.NetworkCardIndex
    SecondaryInterface.N.PrivateIpAddress.N.PrivateIpAddress SecondaryInterface.N.PrivateIpAddressCount
    SecondaryInterface.N.SecondarySubnetId SecurityGroup.N SecurityGroupId.N SubnetId
    TagSpecification.N.ResourceType TagSpecification.N.Tag.N.Key TagSpecification.N.Tag.N.Value UserData
    """)
}
