internal import COpenVINO

extension Core {
    /// The version of OpenVINO with its build, such as `2026.4.1-21000-…`.
    public static var version: String {
        get throws(OpenVINOError) {
            var version = ov_version_t()
            try call("ov_get_openvino_version") { ov_get_openvino_version(&version) }
            defer { ov_version_free(&version) }
            return string(version.buildNumber)
        }
    }

    /// The devices that networks can be compiled for, such as `CPU`.
    public borrowing func availableDevices() throws(OpenVINOError) -> [String] {
        var devices = ov_available_devices_t()
        try call("ov_core_get_available_devices") { ov_core_get_available_devices(handle.pointer, &devices) }
        defer { ov_available_devices_free(&devices) }
        return UnsafeBufferPointer(start: devices.devices, count: devices.size).map { string($0) }
    }

    /// A property of a device as text, such as `FULL_DEVICE_NAME` or `OPTIMIZATION_CAPABILITIES`.
    ///
    /// - Parameters:
    ///   - key: A name from ``supportedProperties(ofDevice:)``.
    ///   - device: The device.
    /// - Returns: Its value as OpenVINO writes it.
    /// - Throws: ``OpenVINOError/Code/unknownProperty``.
    public borrowing func property(_ key: String, ofDevice device: String = "CPU") throws(OpenVINOError) -> String {
        var value: UnsafeMutablePointer<CChar>?
        try call(
            "ov_core_get_property", otherwise: .unknownProperty,
            advice: "\(device) does not know the property '\(key)'; ask for its supported properties"
        ) { ov_core_get_property(handle.pointer, device, key, &value) }
        return taken(value) ?? ""
    }

    /// The names of a device's properties.
    ///
    /// - Parameter device: The device.
    /// - Returns: The names, in OpenVINO's order.
    /// - Throws: ``OpenVINOError/Code/unknownProperty`` when there is no such device.
    public borrowing func supportedProperties(ofDevice device: String = "CPU") throws(OpenVINOError) -> [String] {
        try property(PropertyKey.supportedProperties, ofDevice: device)
            .split(separator: " ").map(String.init)
    }
}
