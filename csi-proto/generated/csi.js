"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.csi = void 0;
const dependency_2 = __importStar(require("./google/protobuf/timestamp"));
const dependency_3 = __importStar(require("./google/protobuf/wrappers"));
const pb_1 = __importStar(require("google-protobuf"));
const grpc_1 = __importStar(require("@grpc/grpc-js"));
var csi;
(function (csi) {
    var v1;
    (function (v1) {
        let BlockMetadataType;
        (function (BlockMetadataType) {
            BlockMetadataType[BlockMetadataType["UNKNOWN"] = 0] = "UNKNOWN";
            BlockMetadataType[BlockMetadataType["FIXED_LENGTH"] = 1] = "FIXED_LENGTH";
            BlockMetadataType[BlockMetadataType["VARIABLE_LENGTH"] = 2] = "VARIABLE_LENGTH";
        })(BlockMetadataType = v1.BlockMetadataType || (v1.BlockMetadataType = {}));
        class GetPluginInfoRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new GetPluginInfoRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetPluginInfoRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetPluginInfoRequest.deserialize(bytes);
            }
        }
        v1.GetPluginInfoRequest = GetPluginInfoRequest;
        class GetPluginInfoResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("name" in data && data.name != undefined) {
                        this.name = data.name;
                    }
                    if ("vendor_version" in data && data.vendor_version != undefined) {
                        this.vendor_version = data.vendor_version;
                    }
                    if ("manifest" in data && data.manifest != undefined) {
                        this.manifest = data.manifest;
                    }
                }
                if (!this.manifest)
                    this.manifest = new Map();
            }
            get name() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set name(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get vendor_version() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set vendor_version(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get manifest() {
                return pb_1.Message.getField(this, 3);
            }
            set manifest(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new GetPluginInfoResponse({});
                if (data.name != null) {
                    message.name = data.name;
                }
                if (data.vendor_version != null) {
                    message.vendor_version = data.vendor_version;
                }
                if (typeof data.manifest == "object") {
                    message.manifest = new Map(Object.entries(data.manifest));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.name != null) {
                    data.name = this.name;
                }
                if (this.vendor_version != null) {
                    data.vendor_version = this.vendor_version;
                }
                if (this.manifest != null) {
                    data.manifest = (Object.fromEntries)(this.manifest);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.name.length)
                    writer.writeString(1, this.name);
                if (this.vendor_version.length)
                    writer.writeString(2, this.vendor_version);
                for (const [key, value] of this.manifest) {
                    writer.writeMessage(3, this.manifest, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetPluginInfoResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.name = reader.readString();
                            break;
                        case 2:
                            message.vendor_version = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.manifest, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetPluginInfoResponse.deserialize(bytes);
            }
        }
        v1.GetPluginInfoResponse = GetPluginInfoResponse;
        class GetPluginCapabilitiesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new GetPluginCapabilitiesRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetPluginCapabilitiesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetPluginCapabilitiesRequest.deserialize(bytes);
            }
        }
        v1.GetPluginCapabilitiesRequest = GetPluginCapabilitiesRequest;
        class GetPluginCapabilitiesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capabilities" in data && data.capabilities != undefined) {
                        this.capabilities = data.capabilities;
                    }
                }
            }
            get capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, PluginCapability, 1);
            }
            set capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            static fromObject(data) {
                const message = new GetPluginCapabilitiesResponse({});
                if (data.capabilities != null) {
                    message.capabilities = data.capabilities.map(item => PluginCapability.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capabilities != null) {
                    data.capabilities = this.capabilities.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capabilities.length)
                    writer.writeRepeatedMessage(1, this.capabilities, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetPluginCapabilitiesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 1, PluginCapability.deserialize(reader), PluginCapability));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetPluginCapabilitiesResponse.deserialize(bytes);
            }
        }
        v1.GetPluginCapabilitiesResponse = GetPluginCapabilitiesResponse;
        class PluginCapability extends pb_1.Message {
            #one_of_decls = [[1, 2]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("service" in data && data.service != undefined) {
                        this.service = data.service;
                    }
                    if ("volume_expansion" in data && data.volume_expansion != undefined) {
                        this.volume_expansion = data.volume_expansion;
                    }
                }
            }
            get service() {
                return pb_1.Message.getWrapperField(this, PluginCapability.Service, 1);
            }
            set service(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_service() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get volume_expansion() {
                return pb_1.Message.getWrapperField(this, PluginCapability.VolumeExpansion, 2);
            }
            set volume_expansion(value) {
                pb_1.Message.setOneofWrapperField(this, 2, this.#one_of_decls[0], value);
            }
            get has_volume_expansion() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get type() {
                const cases = {
                    0: "none",
                    1: "service",
                    2: "volume_expansion"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1, 2])];
            }
            static fromObject(data) {
                const message = new PluginCapability({});
                if (data.service != null) {
                    message.service = PluginCapability.Service.fromObject(data.service);
                }
                if (data.volume_expansion != null) {
                    message.volume_expansion = PluginCapability.VolumeExpansion.fromObject(data.volume_expansion);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.service != null) {
                    data.service = this.service.toObject();
                }
                if (this.volume_expansion != null) {
                    data.volume_expansion = this.volume_expansion.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_service)
                    writer.writeMessage(1, this.service, () => this.service.serialize(writer));
                if (this.has_volume_expansion)
                    writer.writeMessage(2, this.volume_expansion, () => this.volume_expansion.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new PluginCapability();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.service, () => message.service = PluginCapability.Service.deserialize(reader));
                            break;
                        case 2:
                            reader.readMessage(message.volume_expansion, () => message.volume_expansion = PluginCapability.VolumeExpansion.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return PluginCapability.deserialize(bytes);
            }
        }
        v1.PluginCapability = PluginCapability;
        (function (PluginCapability) {
            class Service extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("type" in data && data.type != undefined) {
                            this.type = data.type;
                        }
                    }
                }
                get type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, PluginCapability.Service.Type.UNKNOWN);
                }
                set type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new Service({});
                    if (data.type != null) {
                        message.type = data.type;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.type != null) {
                        data.type = this.type;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.type != PluginCapability.Service.Type.UNKNOWN)
                        writer.writeEnum(1, this.type);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Service();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.type = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return Service.deserialize(bytes);
                }
            }
            PluginCapability.Service = Service;
            (function (Service) {
                let Type;
                (function (Type) {
                    Type[Type["UNKNOWN"] = 0] = "UNKNOWN";
                    Type[Type["CONTROLLER_SERVICE"] = 1] = "CONTROLLER_SERVICE";
                    Type[Type["VOLUME_ACCESSIBILITY_CONSTRAINTS"] = 2] = "VOLUME_ACCESSIBILITY_CONSTRAINTS";
                    Type[Type["GROUP_CONTROLLER_SERVICE"] = 3] = "GROUP_CONTROLLER_SERVICE";
                    Type[Type["SNAPSHOT_METADATA_SERVICE"] = 4] = "SNAPSHOT_METADATA_SERVICE";
                })(Type = Service.Type || (Service.Type = {}));
            })(Service = PluginCapability.Service || (PluginCapability.Service = {}));
            class VolumeExpansion extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("type" in data && data.type != undefined) {
                            this.type = data.type;
                        }
                    }
                }
                get type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, PluginCapability.VolumeExpansion.Type.UNKNOWN);
                }
                set type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new VolumeExpansion({});
                    if (data.type != null) {
                        message.type = data.type;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.type != null) {
                        data.type = this.type;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.type != PluginCapability.VolumeExpansion.Type.UNKNOWN)
                        writer.writeEnum(1, this.type);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeExpansion();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.type = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return VolumeExpansion.deserialize(bytes);
                }
            }
            PluginCapability.VolumeExpansion = VolumeExpansion;
            (function (VolumeExpansion) {
                let Type;
                (function (Type) {
                    Type[Type["UNKNOWN"] = 0] = "UNKNOWN";
                    Type[Type["ONLINE"] = 1] = "ONLINE";
                    Type[Type["OFFLINE"] = 2] = "OFFLINE";
                })(Type = VolumeExpansion.Type || (VolumeExpansion.Type = {}));
            })(VolumeExpansion = PluginCapability.VolumeExpansion || (PluginCapability.VolumeExpansion = {}));
        })(PluginCapability = v1.PluginCapability || (v1.PluginCapability = {}));
        class ProbeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new ProbeRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ProbeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ProbeRequest.deserialize(bytes);
            }
        }
        v1.ProbeRequest = ProbeRequest;
        class ProbeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("ready" in data && data.ready != undefined) {
                        this.ready = data.ready;
                    }
                }
            }
            get ready() {
                return pb_1.Message.getWrapperField(this, dependency_3.google.protobuf.BoolValue, 1);
            }
            set ready(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_ready() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new ProbeResponse({});
                if (data.ready != null) {
                    message.ready = dependency_3.google.protobuf.BoolValue.fromObject(data.ready);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.ready != null) {
                    data.ready = this.ready.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_ready)
                    writer.writeMessage(1, this.ready, () => this.ready.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ProbeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.ready, () => message.ready = dependency_3.google.protobuf.BoolValue.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ProbeResponse.deserialize(bytes);
            }
        }
        v1.ProbeResponse = ProbeResponse;
        class CreateVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [3], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("name" in data && data.name != undefined) {
                        this.name = data.name;
                    }
                    if ("capacity_range" in data && data.capacity_range != undefined) {
                        this.capacity_range = data.capacity_range;
                    }
                    if ("volume_capabilities" in data && data.volume_capabilities != undefined) {
                        this.volume_capabilities = data.volume_capabilities;
                    }
                    if ("parameters" in data && data.parameters != undefined) {
                        this.parameters = data.parameters;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("volume_content_source" in data && data.volume_content_source != undefined) {
                        this.volume_content_source = data.volume_content_source;
                    }
                    if ("accessibility_requirements" in data && data.accessibility_requirements != undefined) {
                        this.accessibility_requirements = data.accessibility_requirements;
                    }
                    if ("mutable_parameters" in data && data.mutable_parameters != undefined) {
                        this.mutable_parameters = data.mutable_parameters;
                    }
                }
                if (!this.parameters)
                    this.parameters = new Map();
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.mutable_parameters)
                    this.mutable_parameters = new Map();
            }
            get name() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set name(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get capacity_range() {
                return pb_1.Message.getWrapperField(this, CapacityRange, 2);
            }
            set capacity_range(value) {
                pb_1.Message.setWrapperField(this, 2, value);
            }
            get has_capacity_range() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get volume_capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, VolumeCapability, 3);
            }
            set volume_capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 3, value);
            }
            get parameters() {
                return pb_1.Message.getField(this, 4);
            }
            set parameters(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            get volume_content_source() {
                return pb_1.Message.getWrapperField(this, VolumeContentSource, 6);
            }
            set volume_content_source(value) {
                pb_1.Message.setWrapperField(this, 6, value);
            }
            get has_volume_content_source() {
                return pb_1.Message.getField(this, 6) != null;
            }
            get accessibility_requirements() {
                return pb_1.Message.getWrapperField(this, TopologyRequirement, 7);
            }
            set accessibility_requirements(value) {
                pb_1.Message.setWrapperField(this, 7, value);
            }
            get has_accessibility_requirements() {
                return pb_1.Message.getField(this, 7) != null;
            }
            get mutable_parameters() {
                return pb_1.Message.getField(this, 8);
            }
            set mutable_parameters(value) {
                pb_1.Message.setField(this, 8, value);
            }
            static fromObject(data) {
                const message = new CreateVolumeRequest({});
                if (data.name != null) {
                    message.name = data.name;
                }
                if (data.capacity_range != null) {
                    message.capacity_range = CapacityRange.fromObject(data.capacity_range);
                }
                if (data.volume_capabilities != null) {
                    message.volume_capabilities = data.volume_capabilities.map(item => VolumeCapability.fromObject(item));
                }
                if (typeof data.parameters == "object") {
                    message.parameters = new Map(Object.entries(data.parameters));
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (data.volume_content_source != null) {
                    message.volume_content_source = VolumeContentSource.fromObject(data.volume_content_source);
                }
                if (data.accessibility_requirements != null) {
                    message.accessibility_requirements = TopologyRequirement.fromObject(data.accessibility_requirements);
                }
                if (typeof data.mutable_parameters == "object") {
                    message.mutable_parameters = new Map(Object.entries(data.mutable_parameters));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.name != null) {
                    data.name = this.name;
                }
                if (this.capacity_range != null) {
                    data.capacity_range = this.capacity_range.toObject();
                }
                if (this.volume_capabilities != null) {
                    data.volume_capabilities = this.volume_capabilities.map((item) => item.toObject());
                }
                if (this.parameters != null) {
                    data.parameters = (Object.fromEntries)(this.parameters);
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.volume_content_source != null) {
                    data.volume_content_source = this.volume_content_source.toObject();
                }
                if (this.accessibility_requirements != null) {
                    data.accessibility_requirements = this.accessibility_requirements.toObject();
                }
                if (this.mutable_parameters != null) {
                    data.mutable_parameters = (Object.fromEntries)(this.mutable_parameters);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.name.length)
                    writer.writeString(1, this.name);
                if (this.has_capacity_range)
                    writer.writeMessage(2, this.capacity_range, () => this.capacity_range.serialize(writer));
                if (this.volume_capabilities.length)
                    writer.writeRepeatedMessage(3, this.volume_capabilities, (item) => item.serialize(writer));
                for (const [key, value] of this.parameters) {
                    writer.writeMessage(4, this.parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.has_volume_content_source)
                    writer.writeMessage(6, this.volume_content_source, () => this.volume_content_source.serialize(writer));
                if (this.has_accessibility_requirements)
                    writer.writeMessage(7, this.accessibility_requirements, () => this.accessibility_requirements.serialize(writer));
                for (const [key, value] of this.mutable_parameters) {
                    writer.writeMessage(8, this.mutable_parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.name = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message.capacity_range, () => message.capacity_range = CapacityRange.deserialize(reader));
                            break;
                        case 3:
                            reader.readMessage(message.volume_capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 3, VolumeCapability.deserialize(reader), VolumeCapability));
                            break;
                        case 4:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 6:
                            reader.readMessage(message.volume_content_source, () => message.volume_content_source = VolumeContentSource.deserialize(reader));
                            break;
                        case 7:
                            reader.readMessage(message.accessibility_requirements, () => message.accessibility_requirements = TopologyRequirement.deserialize(reader));
                            break;
                        case 8:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.mutable_parameters, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateVolumeRequest.deserialize(bytes);
            }
        }
        v1.CreateVolumeRequest = CreateVolumeRequest;
        class VolumeContentSource extends pb_1.Message {
            #one_of_decls = [[1, 2]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot" in data && data.snapshot != undefined) {
                        this.snapshot = data.snapshot;
                    }
                    if ("volume" in data && data.volume != undefined) {
                        this.volume = data.volume;
                    }
                }
            }
            get snapshot() {
                return pb_1.Message.getWrapperField(this, VolumeContentSource.SnapshotSource, 1);
            }
            set snapshot(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_snapshot() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get volume() {
                return pb_1.Message.getWrapperField(this, VolumeContentSource.VolumeSource, 2);
            }
            set volume(value) {
                pb_1.Message.setOneofWrapperField(this, 2, this.#one_of_decls[0], value);
            }
            get has_volume() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get type() {
                const cases = {
                    0: "none",
                    1: "snapshot",
                    2: "volume"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1, 2])];
            }
            static fromObject(data) {
                const message = new VolumeContentSource({});
                if (data.snapshot != null) {
                    message.snapshot = VolumeContentSource.SnapshotSource.fromObject(data.snapshot);
                }
                if (data.volume != null) {
                    message.volume = VolumeContentSource.VolumeSource.fromObject(data.volume);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot != null) {
                    data.snapshot = this.snapshot.toObject();
                }
                if (this.volume != null) {
                    data.volume = this.volume.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_snapshot)
                    writer.writeMessage(1, this.snapshot, () => this.snapshot.serialize(writer));
                if (this.has_volume)
                    writer.writeMessage(2, this.volume, () => this.volume.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeContentSource();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.snapshot, () => message.snapshot = VolumeContentSource.SnapshotSource.deserialize(reader));
                            break;
                        case 2:
                            reader.readMessage(message.volume, () => message.volume = VolumeContentSource.VolumeSource.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return VolumeContentSource.deserialize(bytes);
            }
        }
        v1.VolumeContentSource = VolumeContentSource;
        (function (VolumeContentSource) {
            class SnapshotSource extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("snapshot_id" in data && data.snapshot_id != undefined) {
                            this.snapshot_id = data.snapshot_id;
                        }
                    }
                }
                get snapshot_id() {
                    return pb_1.Message.getFieldWithDefault(this, 1, "");
                }
                set snapshot_id(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new SnapshotSource({});
                    if (data.snapshot_id != null) {
                        message.snapshot_id = data.snapshot_id;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.snapshot_id != null) {
                        data.snapshot_id = this.snapshot_id;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.snapshot_id.length)
                        writer.writeString(1, this.snapshot_id);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new SnapshotSource();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.snapshot_id = reader.readString();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return SnapshotSource.deserialize(bytes);
                }
            }
            VolumeContentSource.SnapshotSource = SnapshotSource;
            class VolumeSource extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("volume_id" in data && data.volume_id != undefined) {
                            this.volume_id = data.volume_id;
                        }
                    }
                }
                get volume_id() {
                    return pb_1.Message.getFieldWithDefault(this, 1, "");
                }
                set volume_id(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new VolumeSource({});
                    if (data.volume_id != null) {
                        message.volume_id = data.volume_id;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.volume_id != null) {
                        data.volume_id = this.volume_id;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.volume_id.length)
                        writer.writeString(1, this.volume_id);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeSource();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.volume_id = reader.readString();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return VolumeSource.deserialize(bytes);
                }
            }
            VolumeContentSource.VolumeSource = VolumeSource;
        })(VolumeContentSource = v1.VolumeContentSource || (v1.VolumeContentSource = {}));
        class CreateVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume" in data && data.volume != undefined) {
                        this.volume = data.volume;
                    }
                }
            }
            get volume() {
                return pb_1.Message.getWrapperField(this, Volume, 1);
            }
            set volume(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_volume() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new CreateVolumeResponse({});
                if (data.volume != null) {
                    message.volume = Volume.fromObject(data.volume);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume != null) {
                    data.volume = this.volume.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_volume)
                    writer.writeMessage(1, this.volume, () => this.volume.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.volume, () => message.volume = Volume.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateVolumeResponse.deserialize(bytes);
            }
        }
        v1.CreateVolumeResponse = CreateVolumeResponse;
        class VolumeCapability extends pb_1.Message {
            #one_of_decls = [[1, 2]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("block" in data && data.block != undefined) {
                        this.block = data.block;
                    }
                    if ("mount" in data && data.mount != undefined) {
                        this.mount = data.mount;
                    }
                    if ("access_mode" in data && data.access_mode != undefined) {
                        this.access_mode = data.access_mode;
                    }
                }
            }
            get block() {
                return pb_1.Message.getWrapperField(this, VolumeCapability.BlockVolume, 1);
            }
            set block(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_block() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get mount() {
                return pb_1.Message.getWrapperField(this, VolumeCapability.MountVolume, 2);
            }
            set mount(value) {
                pb_1.Message.setOneofWrapperField(this, 2, this.#one_of_decls[0], value);
            }
            get has_mount() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get access_mode() {
                return pb_1.Message.getWrapperField(this, VolumeCapability.AccessMode, 3);
            }
            set access_mode(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_access_mode() {
                return pb_1.Message.getField(this, 3) != null;
            }
            get access_type() {
                const cases = {
                    0: "none",
                    1: "block",
                    2: "mount"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1, 2])];
            }
            static fromObject(data) {
                const message = new VolumeCapability({});
                if (data.block != null) {
                    message.block = VolumeCapability.BlockVolume.fromObject(data.block);
                }
                if (data.mount != null) {
                    message.mount = VolumeCapability.MountVolume.fromObject(data.mount);
                }
                if (data.access_mode != null) {
                    message.access_mode = VolumeCapability.AccessMode.fromObject(data.access_mode);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.block != null) {
                    data.block = this.block.toObject();
                }
                if (this.mount != null) {
                    data.mount = this.mount.toObject();
                }
                if (this.access_mode != null) {
                    data.access_mode = this.access_mode.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_block)
                    writer.writeMessage(1, this.block, () => this.block.serialize(writer));
                if (this.has_mount)
                    writer.writeMessage(2, this.mount, () => this.mount.serialize(writer));
                if (this.has_access_mode)
                    writer.writeMessage(3, this.access_mode, () => this.access_mode.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeCapability();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.block, () => message.block = VolumeCapability.BlockVolume.deserialize(reader));
                            break;
                        case 2:
                            reader.readMessage(message.mount, () => message.mount = VolumeCapability.MountVolume.deserialize(reader));
                            break;
                        case 3:
                            reader.readMessage(message.access_mode, () => message.access_mode = VolumeCapability.AccessMode.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return VolumeCapability.deserialize(bytes);
            }
        }
        v1.VolumeCapability = VolumeCapability;
        (function (VolumeCapability) {
            class BlockVolume extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") { }
                }
                static fromObject(data) {
                    const message = new BlockVolume({});
                    return message;
                }
                toObject() {
                    const data = {};
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new BlockVolume();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return BlockVolume.deserialize(bytes);
                }
            }
            VolumeCapability.BlockVolume = BlockVolume;
            class MountVolume extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("fs_type" in data && data.fs_type != undefined) {
                            this.fs_type = data.fs_type;
                        }
                        if ("mount_flags" in data && data.mount_flags != undefined) {
                            this.mount_flags = data.mount_flags;
                        }
                        if ("volume_mount_group" in data && data.volume_mount_group != undefined) {
                            this.volume_mount_group = data.volume_mount_group;
                        }
                    }
                }
                get fs_type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, "");
                }
                set fs_type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                get mount_flags() {
                    return pb_1.Message.getFieldWithDefault(this, 2, []);
                }
                set mount_flags(value) {
                    pb_1.Message.setField(this, 2, value);
                }
                get volume_mount_group() {
                    return pb_1.Message.getFieldWithDefault(this, 3, "");
                }
                set volume_mount_group(value) {
                    pb_1.Message.setField(this, 3, value);
                }
                static fromObject(data) {
                    const message = new MountVolume({});
                    if (data.fs_type != null) {
                        message.fs_type = data.fs_type;
                    }
                    if (data.mount_flags != null) {
                        message.mount_flags = data.mount_flags;
                    }
                    if (data.volume_mount_group != null) {
                        message.volume_mount_group = data.volume_mount_group;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.fs_type != null) {
                        data.fs_type = this.fs_type;
                    }
                    if (this.mount_flags != null) {
                        data.mount_flags = this.mount_flags;
                    }
                    if (this.volume_mount_group != null) {
                        data.volume_mount_group = this.volume_mount_group;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.fs_type.length)
                        writer.writeString(1, this.fs_type);
                    if (this.mount_flags.length)
                        writer.writeRepeatedString(2, this.mount_flags);
                    if (this.volume_mount_group.length)
                        writer.writeString(3, this.volume_mount_group);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new MountVolume();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.fs_type = reader.readString();
                                break;
                            case 2:
                                pb_1.Message.addToRepeatedField(message, 2, reader.readString());
                                break;
                            case 3:
                                message.volume_mount_group = reader.readString();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return MountVolume.deserialize(bytes);
                }
            }
            VolumeCapability.MountVolume = MountVolume;
            class AccessMode extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("mode" in data && data.mode != undefined) {
                            this.mode = data.mode;
                        }
                    }
                }
                get mode() {
                    return pb_1.Message.getFieldWithDefault(this, 1, VolumeCapability.AccessMode.Mode.UNKNOWN);
                }
                set mode(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new AccessMode({});
                    if (data.mode != null) {
                        message.mode = data.mode;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.mode != null) {
                        data.mode = this.mode;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.mode != VolumeCapability.AccessMode.Mode.UNKNOWN)
                        writer.writeEnum(1, this.mode);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new AccessMode();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.mode = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return AccessMode.deserialize(bytes);
                }
            }
            VolumeCapability.AccessMode = AccessMode;
            (function (AccessMode) {
                let Mode;
                (function (Mode) {
                    Mode[Mode["UNKNOWN"] = 0] = "UNKNOWN";
                    Mode[Mode["SINGLE_NODE_WRITER"] = 1] = "SINGLE_NODE_WRITER";
                    Mode[Mode["SINGLE_NODE_READER_ONLY"] = 2] = "SINGLE_NODE_READER_ONLY";
                    Mode[Mode["MULTI_NODE_READER_ONLY"] = 3] = "MULTI_NODE_READER_ONLY";
                    Mode[Mode["MULTI_NODE_SINGLE_WRITER"] = 4] = "MULTI_NODE_SINGLE_WRITER";
                    Mode[Mode["MULTI_NODE_MULTI_WRITER"] = 5] = "MULTI_NODE_MULTI_WRITER";
                    Mode[Mode["SINGLE_NODE_SINGLE_WRITER"] = 6] = "SINGLE_NODE_SINGLE_WRITER";
                    Mode[Mode["SINGLE_NODE_MULTI_WRITER"] = 7] = "SINGLE_NODE_MULTI_WRITER";
                })(Mode = AccessMode.Mode || (AccessMode.Mode = {}));
            })(AccessMode = VolumeCapability.AccessMode || (VolumeCapability.AccessMode = {}));
        })(VolumeCapability = v1.VolumeCapability || (v1.VolumeCapability = {}));
        class CapacityRange extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("required_bytes" in data && data.required_bytes != undefined) {
                        this.required_bytes = data.required_bytes;
                    }
                    if ("limit_bytes" in data && data.limit_bytes != undefined) {
                        this.limit_bytes = data.limit_bytes;
                    }
                }
            }
            get required_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set required_bytes(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get limit_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set limit_bytes(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new CapacityRange({});
                if (data.required_bytes != null) {
                    message.required_bytes = data.required_bytes;
                }
                if (data.limit_bytes != null) {
                    message.limit_bytes = data.limit_bytes;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.required_bytes != null) {
                    data.required_bytes = this.required_bytes;
                }
                if (this.limit_bytes != null) {
                    data.limit_bytes = this.limit_bytes;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.required_bytes != 0)
                    writer.writeInt64(1, this.required_bytes);
                if (this.limit_bytes != 0)
                    writer.writeInt64(2, this.limit_bytes);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CapacityRange();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.required_bytes = reader.readInt64();
                            break;
                        case 2:
                            message.limit_bytes = reader.readInt64();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CapacityRange.deserialize(bytes);
            }
        }
        v1.CapacityRange = CapacityRange;
        class Volume extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [5], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capacity_bytes" in data && data.capacity_bytes != undefined) {
                        this.capacity_bytes = data.capacity_bytes;
                    }
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("volume_context" in data && data.volume_context != undefined) {
                        this.volume_context = data.volume_context;
                    }
                    if ("content_source" in data && data.content_source != undefined) {
                        this.content_source = data.content_source;
                    }
                    if ("accessible_topology" in data && data.accessible_topology != undefined) {
                        this.accessible_topology = data.accessible_topology;
                    }
                }
                if (!this.volume_context)
                    this.volume_context = new Map();
            }
            get capacity_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set capacity_bytes(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get volume_context() {
                return pb_1.Message.getField(this, 3);
            }
            set volume_context(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get content_source() {
                return pb_1.Message.getWrapperField(this, VolumeContentSource, 4);
            }
            set content_source(value) {
                pb_1.Message.setWrapperField(this, 4, value);
            }
            get has_content_source() {
                return pb_1.Message.getField(this, 4) != null;
            }
            get accessible_topology() {
                return pb_1.Message.getRepeatedWrapperField(this, Topology, 5);
            }
            set accessible_topology(value) {
                pb_1.Message.setRepeatedWrapperField(this, 5, value);
            }
            static fromObject(data) {
                const message = new Volume({});
                if (data.capacity_bytes != null) {
                    message.capacity_bytes = data.capacity_bytes;
                }
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.volume_context == "object") {
                    message.volume_context = new Map(Object.entries(data.volume_context));
                }
                if (data.content_source != null) {
                    message.content_source = VolumeContentSource.fromObject(data.content_source);
                }
                if (data.accessible_topology != null) {
                    message.accessible_topology = data.accessible_topology.map(item => Topology.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capacity_bytes != null) {
                    data.capacity_bytes = this.capacity_bytes;
                }
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.volume_context != null) {
                    data.volume_context = (Object.fromEntries)(this.volume_context);
                }
                if (this.content_source != null) {
                    data.content_source = this.content_source.toObject();
                }
                if (this.accessible_topology != null) {
                    data.accessible_topology = this.accessible_topology.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capacity_bytes != 0)
                    writer.writeInt64(1, this.capacity_bytes);
                if (this.volume_id.length)
                    writer.writeString(2, this.volume_id);
                for (const [key, value] of this.volume_context) {
                    writer.writeMessage(3, this.volume_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.has_content_source)
                    writer.writeMessage(4, this.content_source, () => this.content_source.serialize(writer));
                if (this.accessible_topology.length)
                    writer.writeRepeatedMessage(5, this.accessible_topology, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Volume();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.capacity_bytes = reader.readInt64();
                            break;
                        case 2:
                            message.volume_id = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                            break;
                        case 4:
                            reader.readMessage(message.content_source, () => message.content_source = VolumeContentSource.deserialize(reader));
                            break;
                        case 5:
                            reader.readMessage(message.accessible_topology, () => pb_1.Message.addToRepeatedWrapperField(message, 5, Topology.deserialize(reader), Topology));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return Volume.deserialize(bytes);
            }
        }
        v1.Volume = Volume;
        class TopologyRequirement extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1, 2], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("requisite" in data && data.requisite != undefined) {
                        this.requisite = data.requisite;
                    }
                    if ("preferred" in data && data.preferred != undefined) {
                        this.preferred = data.preferred;
                    }
                }
            }
            get requisite() {
                return pb_1.Message.getRepeatedWrapperField(this, Topology, 1);
            }
            set requisite(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            get preferred() {
                return pb_1.Message.getRepeatedWrapperField(this, Topology, 2);
            }
            set preferred(value) {
                pb_1.Message.setRepeatedWrapperField(this, 2, value);
            }
            static fromObject(data) {
                const message = new TopologyRequirement({});
                if (data.requisite != null) {
                    message.requisite = data.requisite.map(item => Topology.fromObject(item));
                }
                if (data.preferred != null) {
                    message.preferred = data.preferred.map(item => Topology.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.requisite != null) {
                    data.requisite = this.requisite.map((item) => item.toObject());
                }
                if (this.preferred != null) {
                    data.preferred = this.preferred.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.requisite.length)
                    writer.writeRepeatedMessage(1, this.requisite, (item) => item.serialize(writer));
                if (this.preferred.length)
                    writer.writeRepeatedMessage(2, this.preferred, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new TopologyRequirement();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.requisite, () => pb_1.Message.addToRepeatedWrapperField(message, 1, Topology.deserialize(reader), Topology));
                            break;
                        case 2:
                            reader.readMessage(message.preferred, () => pb_1.Message.addToRepeatedWrapperField(message, 2, Topology.deserialize(reader), Topology));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return TopologyRequirement.deserialize(bytes);
            }
        }
        v1.TopologyRequirement = TopologyRequirement;
        class Topology extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("segments" in data && data.segments != undefined) {
                        this.segments = data.segments;
                    }
                }
                if (!this.segments)
                    this.segments = new Map();
            }
            get segments() {
                return pb_1.Message.getField(this, 1);
            }
            set segments(value) {
                pb_1.Message.setField(this, 1, value);
            }
            static fromObject(data) {
                const message = new Topology({});
                if (typeof data.segments == "object") {
                    message.segments = new Map(Object.entries(data.segments));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.segments != null) {
                    data.segments = (Object.fromEntries)(this.segments);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                for (const [key, value] of this.segments) {
                    writer.writeMessage(1, this.segments, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Topology();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.segments, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return Topology.deserialize(bytes);
            }
        }
        v1.Topology = Topology;
        class DeleteVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 2);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new DeleteVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(2, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteVolumeRequest.deserialize(bytes);
            }
        }
        v1.DeleteVolumeRequest = DeleteVolumeRequest;
        class DeleteVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new DeleteVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteVolumeResponse.deserialize(bytes);
            }
        }
        v1.DeleteVolumeResponse = DeleteVolumeResponse;
        class ControllerPublishVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("node_id" in data && data.node_id != undefined) {
                        this.node_id = data.node_id;
                    }
                    if ("volume_capability" in data && data.volume_capability != undefined) {
                        this.volume_capability = data.volume_capability;
                    }
                    if ("readonly" in data && data.readonly != undefined) {
                        this.readonly = data.readonly;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("volume_context" in data && data.volume_context != undefined) {
                        this.volume_context = data.volume_context;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.volume_context)
                    this.volume_context = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get node_id() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set node_id(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get volume_capability() {
                return pb_1.Message.getWrapperField(this, VolumeCapability, 3);
            }
            set volume_capability(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_volume_capability() {
                return pb_1.Message.getField(this, 3) != null;
            }
            get readonly() {
                return pb_1.Message.getFieldWithDefault(this, 4, false);
            }
            set readonly(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            get volume_context() {
                return pb_1.Message.getField(this, 6);
            }
            set volume_context(value) {
                pb_1.Message.setField(this, 6, value);
            }
            static fromObject(data) {
                const message = new ControllerPublishVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.node_id != null) {
                    message.node_id = data.node_id;
                }
                if (data.volume_capability != null) {
                    message.volume_capability = VolumeCapability.fromObject(data.volume_capability);
                }
                if (data.readonly != null) {
                    message.readonly = data.readonly;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.volume_context == "object") {
                    message.volume_context = new Map(Object.entries(data.volume_context));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.node_id != null) {
                    data.node_id = this.node_id;
                }
                if (this.volume_capability != null) {
                    data.volume_capability = this.volume_capability.toObject();
                }
                if (this.readonly != null) {
                    data.readonly = this.readonly;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.volume_context != null) {
                    data.volume_context = (Object.fromEntries)(this.volume_context);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.node_id.length)
                    writer.writeString(2, this.node_id);
                if (this.has_volume_capability)
                    writer.writeMessage(3, this.volume_capability, () => this.volume_capability.serialize(writer));
                if (this.readonly != false)
                    writer.writeBool(4, this.readonly);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.volume_context) {
                    writer.writeMessage(6, this.volume_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerPublishVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.node_id = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message.volume_capability, () => message.volume_capability = VolumeCapability.deserialize(reader));
                            break;
                        case 4:
                            message.readonly = reader.readBool();
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 6:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerPublishVolumeRequest.deserialize(bytes);
            }
        }
        v1.ControllerPublishVolumeRequest = ControllerPublishVolumeRequest;
        class ControllerPublishVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("publish_context" in data && data.publish_context != undefined) {
                        this.publish_context = data.publish_context;
                    }
                }
                if (!this.publish_context)
                    this.publish_context = new Map();
            }
            get publish_context() {
                return pb_1.Message.getField(this, 1);
            }
            set publish_context(value) {
                pb_1.Message.setField(this, 1, value);
            }
            static fromObject(data) {
                const message = new ControllerPublishVolumeResponse({});
                if (typeof data.publish_context == "object") {
                    message.publish_context = new Map(Object.entries(data.publish_context));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.publish_context != null) {
                    data.publish_context = (Object.fromEntries)(this.publish_context);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                for (const [key, value] of this.publish_context) {
                    writer.writeMessage(1, this.publish_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerPublishVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.publish_context, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerPublishVolumeResponse.deserialize(bytes);
            }
        }
        v1.ControllerPublishVolumeResponse = ControllerPublishVolumeResponse;
        class ControllerUnpublishVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("node_id" in data && data.node_id != undefined) {
                        this.node_id = data.node_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get node_id() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set node_id(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new ControllerUnpublishVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.node_id != null) {
                    message.node_id = data.node_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.node_id != null) {
                    data.node_id = this.node_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.node_id.length)
                    writer.writeString(2, this.node_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerUnpublishVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.node_id = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerUnpublishVolumeRequest.deserialize(bytes);
            }
        }
        v1.ControllerUnpublishVolumeRequest = ControllerUnpublishVolumeRequest;
        class ControllerUnpublishVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new ControllerUnpublishVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerUnpublishVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerUnpublishVolumeResponse.deserialize(bytes);
            }
        }
        v1.ControllerUnpublishVolumeResponse = ControllerUnpublishVolumeResponse;
        class ValidateVolumeCapabilitiesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [3], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("volume_context" in data && data.volume_context != undefined) {
                        this.volume_context = data.volume_context;
                    }
                    if ("volume_capabilities" in data && data.volume_capabilities != undefined) {
                        this.volume_capabilities = data.volume_capabilities;
                    }
                    if ("parameters" in data && data.parameters != undefined) {
                        this.parameters = data.parameters;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("mutable_parameters" in data && data.mutable_parameters != undefined) {
                        this.mutable_parameters = data.mutable_parameters;
                    }
                }
                if (!this.volume_context)
                    this.volume_context = new Map();
                if (!this.parameters)
                    this.parameters = new Map();
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.mutable_parameters)
                    this.mutable_parameters = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_context() {
                return pb_1.Message.getField(this, 2);
            }
            set volume_context(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get volume_capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, VolumeCapability, 3);
            }
            set volume_capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 3, value);
            }
            get parameters() {
                return pb_1.Message.getField(this, 4);
            }
            set parameters(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            get mutable_parameters() {
                return pb_1.Message.getField(this, 6);
            }
            set mutable_parameters(value) {
                pb_1.Message.setField(this, 6, value);
            }
            static fromObject(data) {
                const message = new ValidateVolumeCapabilitiesRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.volume_context == "object") {
                    message.volume_context = new Map(Object.entries(data.volume_context));
                }
                if (data.volume_capabilities != null) {
                    message.volume_capabilities = data.volume_capabilities.map(item => VolumeCapability.fromObject(item));
                }
                if (typeof data.parameters == "object") {
                    message.parameters = new Map(Object.entries(data.parameters));
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.mutable_parameters == "object") {
                    message.mutable_parameters = new Map(Object.entries(data.mutable_parameters));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.volume_context != null) {
                    data.volume_context = (Object.fromEntries)(this.volume_context);
                }
                if (this.volume_capabilities != null) {
                    data.volume_capabilities = this.volume_capabilities.map((item) => item.toObject());
                }
                if (this.parameters != null) {
                    data.parameters = (Object.fromEntries)(this.parameters);
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.mutable_parameters != null) {
                    data.mutable_parameters = (Object.fromEntries)(this.mutable_parameters);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                for (const [key, value] of this.volume_context) {
                    writer.writeMessage(2, this.volume_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.volume_capabilities.length)
                    writer.writeRepeatedMessage(3, this.volume_capabilities, (item) => item.serialize(writer));
                for (const [key, value] of this.parameters) {
                    writer.writeMessage(4, this.parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.mutable_parameters) {
                    writer.writeMessage(6, this.mutable_parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ValidateVolumeCapabilitiesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                            break;
                        case 3:
                            reader.readMessage(message.volume_capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 3, VolumeCapability.deserialize(reader), VolumeCapability));
                            break;
                        case 4:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 6:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.mutable_parameters, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ValidateVolumeCapabilitiesRequest.deserialize(bytes);
            }
        }
        v1.ValidateVolumeCapabilitiesRequest = ValidateVolumeCapabilitiesRequest;
        class ValidateVolumeCapabilitiesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("confirmed" in data && data.confirmed != undefined) {
                        this.confirmed = data.confirmed;
                    }
                    if ("message" in data && data.message != undefined) {
                        this.message = data.message;
                    }
                }
            }
            get confirmed() {
                return pb_1.Message.getWrapperField(this, ValidateVolumeCapabilitiesResponse.Confirmed, 1);
            }
            set confirmed(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_confirmed() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get message() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set message(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new ValidateVolumeCapabilitiesResponse({});
                if (data.confirmed != null) {
                    message.confirmed = ValidateVolumeCapabilitiesResponse.Confirmed.fromObject(data.confirmed);
                }
                if (data.message != null) {
                    message.message = data.message;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.confirmed != null) {
                    data.confirmed = this.confirmed.toObject();
                }
                if (this.message != null) {
                    data.message = this.message;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_confirmed)
                    writer.writeMessage(1, this.confirmed, () => this.confirmed.serialize(writer));
                if (this.message.length)
                    writer.writeString(2, this.message);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ValidateVolumeCapabilitiesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.confirmed, () => message.confirmed = ValidateVolumeCapabilitiesResponse.Confirmed.deserialize(reader));
                            break;
                        case 2:
                            message.message = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ValidateVolumeCapabilitiesResponse.deserialize(bytes);
            }
        }
        v1.ValidateVolumeCapabilitiesResponse = ValidateVolumeCapabilitiesResponse;
        (function (ValidateVolumeCapabilitiesResponse) {
            class Confirmed extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("volume_context" in data && data.volume_context != undefined) {
                            this.volume_context = data.volume_context;
                        }
                        if ("volume_capabilities" in data && data.volume_capabilities != undefined) {
                            this.volume_capabilities = data.volume_capabilities;
                        }
                        if ("parameters" in data && data.parameters != undefined) {
                            this.parameters = data.parameters;
                        }
                        if ("mutable_parameters" in data && data.mutable_parameters != undefined) {
                            this.mutable_parameters = data.mutable_parameters;
                        }
                    }
                    if (!this.volume_context)
                        this.volume_context = new Map();
                    if (!this.parameters)
                        this.parameters = new Map();
                    if (!this.mutable_parameters)
                        this.mutable_parameters = new Map();
                }
                get volume_context() {
                    return pb_1.Message.getField(this, 1);
                }
                set volume_context(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                get volume_capabilities() {
                    return pb_1.Message.getRepeatedWrapperField(this, VolumeCapability, 2);
                }
                set volume_capabilities(value) {
                    pb_1.Message.setRepeatedWrapperField(this, 2, value);
                }
                get parameters() {
                    return pb_1.Message.getField(this, 3);
                }
                set parameters(value) {
                    pb_1.Message.setField(this, 3, value);
                }
                get mutable_parameters() {
                    return pb_1.Message.getField(this, 4);
                }
                set mutable_parameters(value) {
                    pb_1.Message.setField(this, 4, value);
                }
                static fromObject(data) {
                    const message = new Confirmed({});
                    if (typeof data.volume_context == "object") {
                        message.volume_context = new Map(Object.entries(data.volume_context));
                    }
                    if (data.volume_capabilities != null) {
                        message.volume_capabilities = data.volume_capabilities.map(item => VolumeCapability.fromObject(item));
                    }
                    if (typeof data.parameters == "object") {
                        message.parameters = new Map(Object.entries(data.parameters));
                    }
                    if (typeof data.mutable_parameters == "object") {
                        message.mutable_parameters = new Map(Object.entries(data.mutable_parameters));
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.volume_context != null) {
                        data.volume_context = (Object.fromEntries)(this.volume_context);
                    }
                    if (this.volume_capabilities != null) {
                        data.volume_capabilities = this.volume_capabilities.map((item) => item.toObject());
                    }
                    if (this.parameters != null) {
                        data.parameters = (Object.fromEntries)(this.parameters);
                    }
                    if (this.mutable_parameters != null) {
                        data.mutable_parameters = (Object.fromEntries)(this.mutable_parameters);
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    for (const [key, value] of this.volume_context) {
                        writer.writeMessage(1, this.volume_context, () => {
                            writer.writeString(1, key);
                            writer.writeString(2, value);
                        });
                    }
                    if (this.volume_capabilities.length)
                        writer.writeRepeatedMessage(2, this.volume_capabilities, (item) => item.serialize(writer));
                    for (const [key, value] of this.parameters) {
                        writer.writeMessage(3, this.parameters, () => {
                            writer.writeString(1, key);
                            writer.writeString(2, value);
                        });
                    }
                    for (const [key, value] of this.mutable_parameters) {
                        writer.writeMessage(4, this.mutable_parameters, () => {
                            writer.writeString(1, key);
                            writer.writeString(2, value);
                        });
                    }
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Confirmed();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                                break;
                            case 2:
                                reader.readMessage(message.volume_capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 2, VolumeCapability.deserialize(reader), VolumeCapability));
                                break;
                            case 3:
                                reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                                break;
                            case 4:
                                reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.mutable_parameters, reader, reader.readString, reader.readString));
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return Confirmed.deserialize(bytes);
                }
            }
            ValidateVolumeCapabilitiesResponse.Confirmed = Confirmed;
        })(ValidateVolumeCapabilitiesResponse = v1.ValidateVolumeCapabilitiesResponse || (v1.ValidateVolumeCapabilitiesResponse = {}));
        class ListVolumesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("max_entries" in data && data.max_entries != undefined) {
                        this.max_entries = data.max_entries;
                    }
                    if ("starting_token" in data && data.starting_token != undefined) {
                        this.starting_token = data.starting_token;
                    }
                }
            }
            get max_entries() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set max_entries(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get starting_token() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set starting_token(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new ListVolumesRequest({});
                if (data.max_entries != null) {
                    message.max_entries = data.max_entries;
                }
                if (data.starting_token != null) {
                    message.starting_token = data.starting_token;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.max_entries != null) {
                    data.max_entries = this.max_entries;
                }
                if (this.starting_token != null) {
                    data.starting_token = this.starting_token;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.max_entries != 0)
                    writer.writeInt32(1, this.max_entries);
                if (this.starting_token.length)
                    writer.writeString(2, this.starting_token);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ListVolumesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.max_entries = reader.readInt32();
                            break;
                        case 2:
                            message.starting_token = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ListVolumesRequest.deserialize(bytes);
            }
        }
        v1.ListVolumesRequest = ListVolumesRequest;
        class ListVolumesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("entries" in data && data.entries != undefined) {
                        this.entries = data.entries;
                    }
                    if ("next_token" in data && data.next_token != undefined) {
                        this.next_token = data.next_token;
                    }
                }
            }
            get entries() {
                return pb_1.Message.getRepeatedWrapperField(this, ListVolumesResponse.Entry, 1);
            }
            set entries(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            get next_token() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set next_token(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new ListVolumesResponse({});
                if (data.entries != null) {
                    message.entries = data.entries.map(item => ListVolumesResponse.Entry.fromObject(item));
                }
                if (data.next_token != null) {
                    message.next_token = data.next_token;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.entries != null) {
                    data.entries = this.entries.map((item) => item.toObject());
                }
                if (this.next_token != null) {
                    data.next_token = this.next_token;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.entries.length)
                    writer.writeRepeatedMessage(1, this.entries, (item) => item.serialize(writer));
                if (this.next_token.length)
                    writer.writeString(2, this.next_token);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ListVolumesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.entries, () => pb_1.Message.addToRepeatedWrapperField(message, 1, ListVolumesResponse.Entry.deserialize(reader), ListVolumesResponse.Entry));
                            break;
                        case 2:
                            message.next_token = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ListVolumesResponse.deserialize(bytes);
            }
        }
        v1.ListVolumesResponse = ListVolumesResponse;
        (function (ListVolumesResponse) {
            class VolumeStatus extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("published_node_ids" in data && data.published_node_ids != undefined) {
                            this.published_node_ids = data.published_node_ids;
                        }
                        if ("volume_condition" in data && data.volume_condition != undefined) {
                            this.volume_condition = data.volume_condition;
                        }
                    }
                }
                get published_node_ids() {
                    return pb_1.Message.getFieldWithDefault(this, 1, []);
                }
                set published_node_ids(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                get volume_condition() {
                    return pb_1.Message.getWrapperField(this, VolumeCondition, 2);
                }
                set volume_condition(value) {
                    pb_1.Message.setWrapperField(this, 2, value);
                }
                get has_volume_condition() {
                    return pb_1.Message.getField(this, 2) != null;
                }
                static fromObject(data) {
                    const message = new VolumeStatus({});
                    if (data.published_node_ids != null) {
                        message.published_node_ids = data.published_node_ids;
                    }
                    if (data.volume_condition != null) {
                        message.volume_condition = VolumeCondition.fromObject(data.volume_condition);
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.published_node_ids != null) {
                        data.published_node_ids = this.published_node_ids;
                    }
                    if (this.volume_condition != null) {
                        data.volume_condition = this.volume_condition.toObject();
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.published_node_ids.length)
                        writer.writeRepeatedString(1, this.published_node_ids);
                    if (this.has_volume_condition)
                        writer.writeMessage(2, this.volume_condition, () => this.volume_condition.serialize(writer));
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeStatus();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                pb_1.Message.addToRepeatedField(message, 1, reader.readString());
                                break;
                            case 2:
                                reader.readMessage(message.volume_condition, () => message.volume_condition = VolumeCondition.deserialize(reader));
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return VolumeStatus.deserialize(bytes);
                }
            }
            ListVolumesResponse.VolumeStatus = VolumeStatus;
            class Entry extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("volume" in data && data.volume != undefined) {
                            this.volume = data.volume;
                        }
                        if ("status" in data && data.status != undefined) {
                            this.status = data.status;
                        }
                    }
                }
                get volume() {
                    return pb_1.Message.getWrapperField(this, Volume, 1);
                }
                set volume(value) {
                    pb_1.Message.setWrapperField(this, 1, value);
                }
                get has_volume() {
                    return pb_1.Message.getField(this, 1) != null;
                }
                get status() {
                    return pb_1.Message.getWrapperField(this, ListVolumesResponse.VolumeStatus, 2);
                }
                set status(value) {
                    pb_1.Message.setWrapperField(this, 2, value);
                }
                get has_status() {
                    return pb_1.Message.getField(this, 2) != null;
                }
                static fromObject(data) {
                    const message = new Entry({});
                    if (data.volume != null) {
                        message.volume = Volume.fromObject(data.volume);
                    }
                    if (data.status != null) {
                        message.status = ListVolumesResponse.VolumeStatus.fromObject(data.status);
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.volume != null) {
                        data.volume = this.volume.toObject();
                    }
                    if (this.status != null) {
                        data.status = this.status.toObject();
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.has_volume)
                        writer.writeMessage(1, this.volume, () => this.volume.serialize(writer));
                    if (this.has_status)
                        writer.writeMessage(2, this.status, () => this.status.serialize(writer));
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Entry();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                reader.readMessage(message.volume, () => message.volume = Volume.deserialize(reader));
                                break;
                            case 2:
                                reader.readMessage(message.status, () => message.status = ListVolumesResponse.VolumeStatus.deserialize(reader));
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return Entry.deserialize(bytes);
                }
            }
            ListVolumesResponse.Entry = Entry;
        })(ListVolumesResponse = v1.ListVolumesResponse || (v1.ListVolumesResponse = {}));
        class ControllerGetVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                }
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            static fromObject(data) {
                const message = new ControllerGetVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerGetVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerGetVolumeRequest.deserialize(bytes);
            }
        }
        v1.ControllerGetVolumeRequest = ControllerGetVolumeRequest;
        class ControllerGetVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume" in data && data.volume != undefined) {
                        this.volume = data.volume;
                    }
                    if ("status" in data && data.status != undefined) {
                        this.status = data.status;
                    }
                }
            }
            get volume() {
                return pb_1.Message.getWrapperField(this, Volume, 1);
            }
            set volume(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_volume() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get status() {
                return pb_1.Message.getWrapperField(this, ControllerGetVolumeResponse.VolumeStatus, 2);
            }
            set status(value) {
                pb_1.Message.setWrapperField(this, 2, value);
            }
            get has_status() {
                return pb_1.Message.getField(this, 2) != null;
            }
            static fromObject(data) {
                const message = new ControllerGetVolumeResponse({});
                if (data.volume != null) {
                    message.volume = Volume.fromObject(data.volume);
                }
                if (data.status != null) {
                    message.status = ControllerGetVolumeResponse.VolumeStatus.fromObject(data.status);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume != null) {
                    data.volume = this.volume.toObject();
                }
                if (this.status != null) {
                    data.status = this.status.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_volume)
                    writer.writeMessage(1, this.volume, () => this.volume.serialize(writer));
                if (this.has_status)
                    writer.writeMessage(2, this.status, () => this.status.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerGetVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.volume, () => message.volume = Volume.deserialize(reader));
                            break;
                        case 2:
                            reader.readMessage(message.status, () => message.status = ControllerGetVolumeResponse.VolumeStatus.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerGetVolumeResponse.deserialize(bytes);
            }
        }
        v1.ControllerGetVolumeResponse = ControllerGetVolumeResponse;
        (function (ControllerGetVolumeResponse) {
            class VolumeStatus extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("published_node_ids" in data && data.published_node_ids != undefined) {
                            this.published_node_ids = data.published_node_ids;
                        }
                        if ("volume_condition" in data && data.volume_condition != undefined) {
                            this.volume_condition = data.volume_condition;
                        }
                    }
                }
                get published_node_ids() {
                    return pb_1.Message.getFieldWithDefault(this, 1, []);
                }
                set published_node_ids(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                get volume_condition() {
                    return pb_1.Message.getWrapperField(this, VolumeCondition, 2);
                }
                set volume_condition(value) {
                    pb_1.Message.setWrapperField(this, 2, value);
                }
                get has_volume_condition() {
                    return pb_1.Message.getField(this, 2) != null;
                }
                static fromObject(data) {
                    const message = new VolumeStatus({});
                    if (data.published_node_ids != null) {
                        message.published_node_ids = data.published_node_ids;
                    }
                    if (data.volume_condition != null) {
                        message.volume_condition = VolumeCondition.fromObject(data.volume_condition);
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.published_node_ids != null) {
                        data.published_node_ids = this.published_node_ids;
                    }
                    if (this.volume_condition != null) {
                        data.volume_condition = this.volume_condition.toObject();
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.published_node_ids.length)
                        writer.writeRepeatedString(1, this.published_node_ids);
                    if (this.has_volume_condition)
                        writer.writeMessage(2, this.volume_condition, () => this.volume_condition.serialize(writer));
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeStatus();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                pb_1.Message.addToRepeatedField(message, 1, reader.readString());
                                break;
                            case 2:
                                reader.readMessage(message.volume_condition, () => message.volume_condition = VolumeCondition.deserialize(reader));
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return VolumeStatus.deserialize(bytes);
                }
            }
            ControllerGetVolumeResponse.VolumeStatus = VolumeStatus;
        })(ControllerGetVolumeResponse = v1.ControllerGetVolumeResponse || (v1.ControllerGetVolumeResponse = {}));
        class ControllerModifyVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("mutable_parameters" in data && data.mutable_parameters != undefined) {
                        this.mutable_parameters = data.mutable_parameters;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.mutable_parameters)
                    this.mutable_parameters = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 2);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get mutable_parameters() {
                return pb_1.Message.getField(this, 3);
            }
            set mutable_parameters(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new ControllerModifyVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.mutable_parameters == "object") {
                    message.mutable_parameters = new Map(Object.entries(data.mutable_parameters));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.mutable_parameters != null) {
                    data.mutable_parameters = (Object.fromEntries)(this.mutable_parameters);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(2, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.mutable_parameters) {
                    writer.writeMessage(3, this.mutable_parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerModifyVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.mutable_parameters, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerModifyVolumeRequest.deserialize(bytes);
            }
        }
        v1.ControllerModifyVolumeRequest = ControllerModifyVolumeRequest;
        class ControllerModifyVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new ControllerModifyVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerModifyVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerModifyVolumeResponse.deserialize(bytes);
            }
        }
        v1.ControllerModifyVolumeResponse = ControllerModifyVolumeResponse;
        class GetCapacityRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_capabilities" in data && data.volume_capabilities != undefined) {
                        this.volume_capabilities = data.volume_capabilities;
                    }
                    if ("parameters" in data && data.parameters != undefined) {
                        this.parameters = data.parameters;
                    }
                    if ("accessible_topology" in data && data.accessible_topology != undefined) {
                        this.accessible_topology = data.accessible_topology;
                    }
                }
                if (!this.parameters)
                    this.parameters = new Map();
            }
            get volume_capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, VolumeCapability, 1);
            }
            set volume_capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            get parameters() {
                return pb_1.Message.getField(this, 2);
            }
            set parameters(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get accessible_topology() {
                return pb_1.Message.getWrapperField(this, Topology, 3);
            }
            set accessible_topology(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_accessible_topology() {
                return pb_1.Message.getField(this, 3) != null;
            }
            static fromObject(data) {
                const message = new GetCapacityRequest({});
                if (data.volume_capabilities != null) {
                    message.volume_capabilities = data.volume_capabilities.map(item => VolumeCapability.fromObject(item));
                }
                if (typeof data.parameters == "object") {
                    message.parameters = new Map(Object.entries(data.parameters));
                }
                if (data.accessible_topology != null) {
                    message.accessible_topology = Topology.fromObject(data.accessible_topology);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_capabilities != null) {
                    data.volume_capabilities = this.volume_capabilities.map((item) => item.toObject());
                }
                if (this.parameters != null) {
                    data.parameters = (Object.fromEntries)(this.parameters);
                }
                if (this.accessible_topology != null) {
                    data.accessible_topology = this.accessible_topology.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_capabilities.length)
                    writer.writeRepeatedMessage(1, this.volume_capabilities, (item) => item.serialize(writer));
                for (const [key, value] of this.parameters) {
                    writer.writeMessage(2, this.parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.has_accessible_topology)
                    writer.writeMessage(3, this.accessible_topology, () => this.accessible_topology.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetCapacityRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.volume_capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 1, VolumeCapability.deserialize(reader), VolumeCapability));
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                            break;
                        case 3:
                            reader.readMessage(message.accessible_topology, () => message.accessible_topology = Topology.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetCapacityRequest.deserialize(bytes);
            }
        }
        v1.GetCapacityRequest = GetCapacityRequest;
        class GetCapacityResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("available_capacity" in data && data.available_capacity != undefined) {
                        this.available_capacity = data.available_capacity;
                    }
                    if ("maximum_volume_size" in data && data.maximum_volume_size != undefined) {
                        this.maximum_volume_size = data.maximum_volume_size;
                    }
                    if ("minimum_volume_size" in data && data.minimum_volume_size != undefined) {
                        this.minimum_volume_size = data.minimum_volume_size;
                    }
                }
            }
            get available_capacity() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set available_capacity(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get maximum_volume_size() {
                return pb_1.Message.getWrapperField(this, dependency_3.google.protobuf.Int64Value, 2);
            }
            set maximum_volume_size(value) {
                pb_1.Message.setWrapperField(this, 2, value);
            }
            get has_maximum_volume_size() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get minimum_volume_size() {
                return pb_1.Message.getWrapperField(this, dependency_3.google.protobuf.Int64Value, 3);
            }
            set minimum_volume_size(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_minimum_volume_size() {
                return pb_1.Message.getField(this, 3) != null;
            }
            static fromObject(data) {
                const message = new GetCapacityResponse({});
                if (data.available_capacity != null) {
                    message.available_capacity = data.available_capacity;
                }
                if (data.maximum_volume_size != null) {
                    message.maximum_volume_size = dependency_3.google.protobuf.Int64Value.fromObject(data.maximum_volume_size);
                }
                if (data.minimum_volume_size != null) {
                    message.minimum_volume_size = dependency_3.google.protobuf.Int64Value.fromObject(data.minimum_volume_size);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.available_capacity != null) {
                    data.available_capacity = this.available_capacity;
                }
                if (this.maximum_volume_size != null) {
                    data.maximum_volume_size = this.maximum_volume_size.toObject();
                }
                if (this.minimum_volume_size != null) {
                    data.minimum_volume_size = this.minimum_volume_size.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.available_capacity != 0)
                    writer.writeInt64(1, this.available_capacity);
                if (this.has_maximum_volume_size)
                    writer.writeMessage(2, this.maximum_volume_size, () => this.maximum_volume_size.serialize(writer));
                if (this.has_minimum_volume_size)
                    writer.writeMessage(3, this.minimum_volume_size, () => this.minimum_volume_size.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetCapacityResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.available_capacity = reader.readInt64();
                            break;
                        case 2:
                            reader.readMessage(message.maximum_volume_size, () => message.maximum_volume_size = dependency_3.google.protobuf.Int64Value.deserialize(reader));
                            break;
                        case 3:
                            reader.readMessage(message.minimum_volume_size, () => message.minimum_volume_size = dependency_3.google.protobuf.Int64Value.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetCapacityResponse.deserialize(bytes);
            }
        }
        v1.GetCapacityResponse = GetCapacityResponse;
        class ControllerGetCapabilitiesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new ControllerGetCapabilitiesRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerGetCapabilitiesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerGetCapabilitiesRequest.deserialize(bytes);
            }
        }
        v1.ControllerGetCapabilitiesRequest = ControllerGetCapabilitiesRequest;
        class ControllerGetCapabilitiesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capabilities" in data && data.capabilities != undefined) {
                        this.capabilities = data.capabilities;
                    }
                }
            }
            get capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, ControllerServiceCapability, 1);
            }
            set capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            static fromObject(data) {
                const message = new ControllerGetCapabilitiesResponse({});
                if (data.capabilities != null) {
                    message.capabilities = data.capabilities.map(item => ControllerServiceCapability.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capabilities != null) {
                    data.capabilities = this.capabilities.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capabilities.length)
                    writer.writeRepeatedMessage(1, this.capabilities, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerGetCapabilitiesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 1, ControllerServiceCapability.deserialize(reader), ControllerServiceCapability));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerGetCapabilitiesResponse.deserialize(bytes);
            }
        }
        v1.ControllerGetCapabilitiesResponse = ControllerGetCapabilitiesResponse;
        class ControllerServiceCapability extends pb_1.Message {
            #one_of_decls = [[1]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("rpc" in data && data.rpc != undefined) {
                        this.rpc = data.rpc;
                    }
                }
            }
            get rpc() {
                return pb_1.Message.getWrapperField(this, ControllerServiceCapability.RPC, 1);
            }
            set rpc(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_rpc() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get type() {
                const cases = {
                    0: "none",
                    1: "rpc"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1])];
            }
            static fromObject(data) {
                const message = new ControllerServiceCapability({});
                if (data.rpc != null) {
                    message.rpc = ControllerServiceCapability.RPC.fromObject(data.rpc);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.rpc != null) {
                    data.rpc = this.rpc.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_rpc)
                    writer.writeMessage(1, this.rpc, () => this.rpc.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerServiceCapability();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.rpc, () => message.rpc = ControllerServiceCapability.RPC.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerServiceCapability.deserialize(bytes);
            }
        }
        v1.ControllerServiceCapability = ControllerServiceCapability;
        (function (ControllerServiceCapability) {
            class RPC extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("type" in data && data.type != undefined) {
                            this.type = data.type;
                        }
                    }
                }
                get type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, ControllerServiceCapability.RPC.Type.UNKNOWN);
                }
                set type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new RPC({});
                    if (data.type != null) {
                        message.type = data.type;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.type != null) {
                        data.type = this.type;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.type != ControllerServiceCapability.RPC.Type.UNKNOWN)
                        writer.writeEnum(1, this.type);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new RPC();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.type = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return RPC.deserialize(bytes);
                }
            }
            ControllerServiceCapability.RPC = RPC;
            (function (RPC) {
                let Type;
                (function (Type) {
                    Type[Type["UNKNOWN"] = 0] = "UNKNOWN";
                    Type[Type["CREATE_DELETE_VOLUME"] = 1] = "CREATE_DELETE_VOLUME";
                    Type[Type["PUBLISH_UNPUBLISH_VOLUME"] = 2] = "PUBLISH_UNPUBLISH_VOLUME";
                    Type[Type["LIST_VOLUMES"] = 3] = "LIST_VOLUMES";
                    Type[Type["GET_CAPACITY"] = 4] = "GET_CAPACITY";
                    Type[Type["CREATE_DELETE_SNAPSHOT"] = 5] = "CREATE_DELETE_SNAPSHOT";
                    Type[Type["LIST_SNAPSHOTS"] = 6] = "LIST_SNAPSHOTS";
                    Type[Type["CLONE_VOLUME"] = 7] = "CLONE_VOLUME";
                    Type[Type["PUBLISH_READONLY"] = 8] = "PUBLISH_READONLY";
                    Type[Type["EXPAND_VOLUME"] = 9] = "EXPAND_VOLUME";
                    Type[Type["LIST_VOLUMES_PUBLISHED_NODES"] = 10] = "LIST_VOLUMES_PUBLISHED_NODES";
                    Type[Type["VOLUME_CONDITION"] = 11] = "VOLUME_CONDITION";
                    Type[Type["GET_VOLUME"] = 12] = "GET_VOLUME";
                    Type[Type["SINGLE_NODE_MULTI_WRITER"] = 13] = "SINGLE_NODE_MULTI_WRITER";
                    Type[Type["MODIFY_VOLUME"] = 14] = "MODIFY_VOLUME";
                    Type[Type["GET_SNAPSHOT"] = 15] = "GET_SNAPSHOT";
                })(Type = RPC.Type || (RPC.Type = {}));
            })(RPC = ControllerServiceCapability.RPC || (ControllerServiceCapability.RPC = {}));
        })(ControllerServiceCapability = v1.ControllerServiceCapability || (v1.ControllerServiceCapability = {}));
        class CreateSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("source_volume_id" in data && data.source_volume_id != undefined) {
                        this.source_volume_id = data.source_volume_id;
                    }
                    if ("name" in data && data.name != undefined) {
                        this.name = data.name;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("parameters" in data && data.parameters != undefined) {
                        this.parameters = data.parameters;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.parameters)
                    this.parameters = new Map();
            }
            get source_volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set source_volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get name() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set name(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get parameters() {
                return pb_1.Message.getField(this, 4);
            }
            set parameters(value) {
                pb_1.Message.setField(this, 4, value);
            }
            static fromObject(data) {
                const message = new CreateSnapshotRequest({});
                if (data.source_volume_id != null) {
                    message.source_volume_id = data.source_volume_id;
                }
                if (data.name != null) {
                    message.name = data.name;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.parameters == "object") {
                    message.parameters = new Map(Object.entries(data.parameters));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.source_volume_id != null) {
                    data.source_volume_id = this.source_volume_id;
                }
                if (this.name != null) {
                    data.name = this.name;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.parameters != null) {
                    data.parameters = (Object.fromEntries)(this.parameters);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.source_volume_id.length)
                    writer.writeString(1, this.source_volume_id);
                if (this.name.length)
                    writer.writeString(2, this.name);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.parameters) {
                    writer.writeMessage(4, this.parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.source_volume_id = reader.readString();
                            break;
                        case 2:
                            message.name = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 4:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateSnapshotRequest.deserialize(bytes);
            }
        }
        v1.CreateSnapshotRequest = CreateSnapshotRequest;
        class CreateSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot" in data && data.snapshot != undefined) {
                        this.snapshot = data.snapshot;
                    }
                }
            }
            get snapshot() {
                return pb_1.Message.getWrapperField(this, Snapshot, 1);
            }
            set snapshot(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_snapshot() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new CreateSnapshotResponse({});
                if (data.snapshot != null) {
                    message.snapshot = Snapshot.fromObject(data.snapshot);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot != null) {
                    data.snapshot = this.snapshot.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_snapshot)
                    writer.writeMessage(1, this.snapshot, () => this.snapshot.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.snapshot, () => message.snapshot = Snapshot.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateSnapshotResponse.deserialize(bytes);
            }
        }
        v1.CreateSnapshotResponse = CreateSnapshotResponse;
        class Snapshot extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("size_bytes" in data && data.size_bytes != undefined) {
                        this.size_bytes = data.size_bytes;
                    }
                    if ("snapshot_id" in data && data.snapshot_id != undefined) {
                        this.snapshot_id = data.snapshot_id;
                    }
                    if ("source_volume_id" in data && data.source_volume_id != undefined) {
                        this.source_volume_id = data.source_volume_id;
                    }
                    if ("creation_time" in data && data.creation_time != undefined) {
                        this.creation_time = data.creation_time;
                    }
                    if ("ready_to_use" in data && data.ready_to_use != undefined) {
                        this.ready_to_use = data.ready_to_use;
                    }
                    if ("group_snapshot_id" in data && data.group_snapshot_id != undefined) {
                        this.group_snapshot_id = data.group_snapshot_id;
                    }
                }
            }
            get size_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set size_bytes(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set snapshot_id(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get source_volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 3, "");
            }
            set source_volume_id(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get creation_time() {
                return pb_1.Message.getWrapperField(this, dependency_2.google.protobuf.Timestamp, 4);
            }
            set creation_time(value) {
                pb_1.Message.setWrapperField(this, 4, value);
            }
            get has_creation_time() {
                return pb_1.Message.getField(this, 4) != null;
            }
            get ready_to_use() {
                return pb_1.Message.getFieldWithDefault(this, 5, false);
            }
            set ready_to_use(value) {
                pb_1.Message.setField(this, 5, value);
            }
            get group_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 6, "");
            }
            set group_snapshot_id(value) {
                pb_1.Message.setField(this, 6, value);
            }
            static fromObject(data) {
                const message = new Snapshot({});
                if (data.size_bytes != null) {
                    message.size_bytes = data.size_bytes;
                }
                if (data.snapshot_id != null) {
                    message.snapshot_id = data.snapshot_id;
                }
                if (data.source_volume_id != null) {
                    message.source_volume_id = data.source_volume_id;
                }
                if (data.creation_time != null) {
                    message.creation_time = dependency_2.google.protobuf.Timestamp.fromObject(data.creation_time);
                }
                if (data.ready_to_use != null) {
                    message.ready_to_use = data.ready_to_use;
                }
                if (data.group_snapshot_id != null) {
                    message.group_snapshot_id = data.group_snapshot_id;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.size_bytes != null) {
                    data.size_bytes = this.size_bytes;
                }
                if (this.snapshot_id != null) {
                    data.snapshot_id = this.snapshot_id;
                }
                if (this.source_volume_id != null) {
                    data.source_volume_id = this.source_volume_id;
                }
                if (this.creation_time != null) {
                    data.creation_time = this.creation_time.toObject();
                }
                if (this.ready_to_use != null) {
                    data.ready_to_use = this.ready_to_use;
                }
                if (this.group_snapshot_id != null) {
                    data.group_snapshot_id = this.group_snapshot_id;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.size_bytes != 0)
                    writer.writeInt64(1, this.size_bytes);
                if (this.snapshot_id.length)
                    writer.writeString(2, this.snapshot_id);
                if (this.source_volume_id.length)
                    writer.writeString(3, this.source_volume_id);
                if (this.has_creation_time)
                    writer.writeMessage(4, this.creation_time, () => this.creation_time.serialize(writer));
                if (this.ready_to_use != false)
                    writer.writeBool(5, this.ready_to_use);
                if (this.group_snapshot_id.length)
                    writer.writeString(6, this.group_snapshot_id);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Snapshot();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.size_bytes = reader.readInt64();
                            break;
                        case 2:
                            message.snapshot_id = reader.readString();
                            break;
                        case 3:
                            message.source_volume_id = reader.readString();
                            break;
                        case 4:
                            reader.readMessage(message.creation_time, () => message.creation_time = dependency_2.google.protobuf.Timestamp.deserialize(reader));
                            break;
                        case 5:
                            message.ready_to_use = reader.readBool();
                            break;
                        case 6:
                            message.group_snapshot_id = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return Snapshot.deserialize(bytes);
            }
        }
        v1.Snapshot = Snapshot;
        class DeleteSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot_id" in data && data.snapshot_id != undefined) {
                        this.snapshot_id = data.snapshot_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 2);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new DeleteSnapshotRequest({});
                if (data.snapshot_id != null) {
                    message.snapshot_id = data.snapshot_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot_id != null) {
                    data.snapshot_id = this.snapshot_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.snapshot_id.length)
                    writer.writeString(1, this.snapshot_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(2, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.snapshot_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteSnapshotRequest.deserialize(bytes);
            }
        }
        v1.DeleteSnapshotRequest = DeleteSnapshotRequest;
        class DeleteSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new DeleteSnapshotResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteSnapshotResponse.deserialize(bytes);
            }
        }
        v1.DeleteSnapshotResponse = DeleteSnapshotResponse;
        class ListSnapshotsRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("max_entries" in data && data.max_entries != undefined) {
                        this.max_entries = data.max_entries;
                    }
                    if ("starting_token" in data && data.starting_token != undefined) {
                        this.starting_token = data.starting_token;
                    }
                    if ("source_volume_id" in data && data.source_volume_id != undefined) {
                        this.source_volume_id = data.source_volume_id;
                    }
                    if ("snapshot_id" in data && data.snapshot_id != undefined) {
                        this.snapshot_id = data.snapshot_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get max_entries() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set max_entries(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get starting_token() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set starting_token(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get source_volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 3, "");
            }
            set source_volume_id(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 4, "");
            }
            set snapshot_id(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            static fromObject(data) {
                const message = new ListSnapshotsRequest({});
                if (data.max_entries != null) {
                    message.max_entries = data.max_entries;
                }
                if (data.starting_token != null) {
                    message.starting_token = data.starting_token;
                }
                if (data.source_volume_id != null) {
                    message.source_volume_id = data.source_volume_id;
                }
                if (data.snapshot_id != null) {
                    message.snapshot_id = data.snapshot_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.max_entries != null) {
                    data.max_entries = this.max_entries;
                }
                if (this.starting_token != null) {
                    data.starting_token = this.starting_token;
                }
                if (this.source_volume_id != null) {
                    data.source_volume_id = this.source_volume_id;
                }
                if (this.snapshot_id != null) {
                    data.snapshot_id = this.snapshot_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.max_entries != 0)
                    writer.writeInt32(1, this.max_entries);
                if (this.starting_token.length)
                    writer.writeString(2, this.starting_token);
                if (this.source_volume_id.length)
                    writer.writeString(3, this.source_volume_id);
                if (this.snapshot_id.length)
                    writer.writeString(4, this.snapshot_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ListSnapshotsRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.max_entries = reader.readInt32();
                            break;
                        case 2:
                            message.starting_token = reader.readString();
                            break;
                        case 3:
                            message.source_volume_id = reader.readString();
                            break;
                        case 4:
                            message.snapshot_id = reader.readString();
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ListSnapshotsRequest.deserialize(bytes);
            }
        }
        v1.ListSnapshotsRequest = ListSnapshotsRequest;
        class ListSnapshotsResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("entries" in data && data.entries != undefined) {
                        this.entries = data.entries;
                    }
                    if ("next_token" in data && data.next_token != undefined) {
                        this.next_token = data.next_token;
                    }
                }
            }
            get entries() {
                return pb_1.Message.getRepeatedWrapperField(this, ListSnapshotsResponse.Entry, 1);
            }
            set entries(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            get next_token() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set next_token(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new ListSnapshotsResponse({});
                if (data.entries != null) {
                    message.entries = data.entries.map(item => ListSnapshotsResponse.Entry.fromObject(item));
                }
                if (data.next_token != null) {
                    message.next_token = data.next_token;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.entries != null) {
                    data.entries = this.entries.map((item) => item.toObject());
                }
                if (this.next_token != null) {
                    data.next_token = this.next_token;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.entries.length)
                    writer.writeRepeatedMessage(1, this.entries, (item) => item.serialize(writer));
                if (this.next_token.length)
                    writer.writeString(2, this.next_token);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ListSnapshotsResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.entries, () => pb_1.Message.addToRepeatedWrapperField(message, 1, ListSnapshotsResponse.Entry.deserialize(reader), ListSnapshotsResponse.Entry));
                            break;
                        case 2:
                            message.next_token = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ListSnapshotsResponse.deserialize(bytes);
            }
        }
        v1.ListSnapshotsResponse = ListSnapshotsResponse;
        (function (ListSnapshotsResponse) {
            class Entry extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("snapshot" in data && data.snapshot != undefined) {
                            this.snapshot = data.snapshot;
                        }
                    }
                }
                get snapshot() {
                    return pb_1.Message.getWrapperField(this, Snapshot, 1);
                }
                set snapshot(value) {
                    pb_1.Message.setWrapperField(this, 1, value);
                }
                get has_snapshot() {
                    return pb_1.Message.getField(this, 1) != null;
                }
                static fromObject(data) {
                    const message = new Entry({});
                    if (data.snapshot != null) {
                        message.snapshot = Snapshot.fromObject(data.snapshot);
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.snapshot != null) {
                        data.snapshot = this.snapshot.toObject();
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.has_snapshot)
                        writer.writeMessage(1, this.snapshot, () => this.snapshot.serialize(writer));
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new Entry();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                reader.readMessage(message.snapshot, () => message.snapshot = Snapshot.deserialize(reader));
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return Entry.deserialize(bytes);
                }
            }
            ListSnapshotsResponse.Entry = Entry;
        })(ListSnapshotsResponse = v1.ListSnapshotsResponse || (v1.ListSnapshotsResponse = {}));
        class GetSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot_id" in data && data.snapshot_id != undefined) {
                        this.snapshot_id = data.snapshot_id;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 2);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new GetSnapshotRequest({});
                if (data.snapshot_id != null) {
                    message.snapshot_id = data.snapshot_id;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot_id != null) {
                    data.snapshot_id = this.snapshot_id;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.snapshot_id.length)
                    writer.writeString(1, this.snapshot_id);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(2, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.snapshot_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetSnapshotRequest.deserialize(bytes);
            }
        }
        v1.GetSnapshotRequest = GetSnapshotRequest;
        class GetSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot" in data && data.snapshot != undefined) {
                        this.snapshot = data.snapshot;
                    }
                }
            }
            get snapshot() {
                return pb_1.Message.getWrapperField(this, Snapshot, 1);
            }
            set snapshot(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_snapshot() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new GetSnapshotResponse({});
                if (data.snapshot != null) {
                    message.snapshot = Snapshot.fromObject(data.snapshot);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot != null) {
                    data.snapshot = this.snapshot.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_snapshot)
                    writer.writeMessage(1, this.snapshot, () => this.snapshot.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.snapshot, () => message.snapshot = Snapshot.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetSnapshotResponse.deserialize(bytes);
            }
        }
        v1.GetSnapshotResponse = GetSnapshotResponse;
        class ControllerExpandVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("capacity_range" in data && data.capacity_range != undefined) {
                        this.capacity_range = data.capacity_range;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("volume_capability" in data && data.volume_capability != undefined) {
                        this.volume_capability = data.volume_capability;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get capacity_range() {
                return pb_1.Message.getWrapperField(this, CapacityRange, 2);
            }
            set capacity_range(value) {
                pb_1.Message.setWrapperField(this, 2, value);
            }
            get has_capacity_range() {
                return pb_1.Message.getField(this, 2) != null;
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get volume_capability() {
                return pb_1.Message.getWrapperField(this, VolumeCapability, 4);
            }
            set volume_capability(value) {
                pb_1.Message.setWrapperField(this, 4, value);
            }
            get has_volume_capability() {
                return pb_1.Message.getField(this, 4) != null;
            }
            static fromObject(data) {
                const message = new ControllerExpandVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.capacity_range != null) {
                    message.capacity_range = CapacityRange.fromObject(data.capacity_range);
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (data.volume_capability != null) {
                    message.volume_capability = VolumeCapability.fromObject(data.volume_capability);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.capacity_range != null) {
                    data.capacity_range = this.capacity_range.toObject();
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.volume_capability != null) {
                    data.volume_capability = this.volume_capability.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.has_capacity_range)
                    writer.writeMessage(2, this.capacity_range, () => this.capacity_range.serialize(writer));
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.has_volume_capability)
                    writer.writeMessage(4, this.volume_capability, () => this.volume_capability.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerExpandVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message.capacity_range, () => message.capacity_range = CapacityRange.deserialize(reader));
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 4:
                            reader.readMessage(message.volume_capability, () => message.volume_capability = VolumeCapability.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerExpandVolumeRequest.deserialize(bytes);
            }
        }
        v1.ControllerExpandVolumeRequest = ControllerExpandVolumeRequest;
        class ControllerExpandVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capacity_bytes" in data && data.capacity_bytes != undefined) {
                        this.capacity_bytes = data.capacity_bytes;
                    }
                    if ("node_expansion_required" in data && data.node_expansion_required != undefined) {
                        this.node_expansion_required = data.node_expansion_required;
                    }
                }
            }
            get capacity_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set capacity_bytes(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get node_expansion_required() {
                return pb_1.Message.getFieldWithDefault(this, 2, false);
            }
            set node_expansion_required(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new ControllerExpandVolumeResponse({});
                if (data.capacity_bytes != null) {
                    message.capacity_bytes = data.capacity_bytes;
                }
                if (data.node_expansion_required != null) {
                    message.node_expansion_required = data.node_expansion_required;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capacity_bytes != null) {
                    data.capacity_bytes = this.capacity_bytes;
                }
                if (this.node_expansion_required != null) {
                    data.node_expansion_required = this.node_expansion_required;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capacity_bytes != 0)
                    writer.writeInt64(1, this.capacity_bytes);
                if (this.node_expansion_required != false)
                    writer.writeBool(2, this.node_expansion_required);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new ControllerExpandVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.capacity_bytes = reader.readInt64();
                            break;
                        case 2:
                            message.node_expansion_required = reader.readBool();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return ControllerExpandVolumeResponse.deserialize(bytes);
            }
        }
        v1.ControllerExpandVolumeResponse = ControllerExpandVolumeResponse;
        class NodeStageVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("publish_context" in data && data.publish_context != undefined) {
                        this.publish_context = data.publish_context;
                    }
                    if ("staging_target_path" in data && data.staging_target_path != undefined) {
                        this.staging_target_path = data.staging_target_path;
                    }
                    if ("volume_capability" in data && data.volume_capability != undefined) {
                        this.volume_capability = data.volume_capability;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("volume_context" in data && data.volume_context != undefined) {
                        this.volume_context = data.volume_context;
                    }
                }
                if (!this.publish_context)
                    this.publish_context = new Map();
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.volume_context)
                    this.volume_context = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get publish_context() {
                return pb_1.Message.getField(this, 2);
            }
            set publish_context(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get staging_target_path() {
                return pb_1.Message.getFieldWithDefault(this, 3, "");
            }
            set staging_target_path(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get volume_capability() {
                return pb_1.Message.getWrapperField(this, VolumeCapability, 4);
            }
            set volume_capability(value) {
                pb_1.Message.setWrapperField(this, 4, value);
            }
            get has_volume_capability() {
                return pb_1.Message.getField(this, 4) != null;
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            get volume_context() {
                return pb_1.Message.getField(this, 6);
            }
            set volume_context(value) {
                pb_1.Message.setField(this, 6, value);
            }
            static fromObject(data) {
                const message = new NodeStageVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.publish_context == "object") {
                    message.publish_context = new Map(Object.entries(data.publish_context));
                }
                if (data.staging_target_path != null) {
                    message.staging_target_path = data.staging_target_path;
                }
                if (data.volume_capability != null) {
                    message.volume_capability = VolumeCapability.fromObject(data.volume_capability);
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.volume_context == "object") {
                    message.volume_context = new Map(Object.entries(data.volume_context));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.publish_context != null) {
                    data.publish_context = (Object.fromEntries)(this.publish_context);
                }
                if (this.staging_target_path != null) {
                    data.staging_target_path = this.staging_target_path;
                }
                if (this.volume_capability != null) {
                    data.volume_capability = this.volume_capability.toObject();
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.volume_context != null) {
                    data.volume_context = (Object.fromEntries)(this.volume_context);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                for (const [key, value] of this.publish_context) {
                    writer.writeMessage(2, this.publish_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.staging_target_path.length)
                    writer.writeString(3, this.staging_target_path);
                if (this.has_volume_capability)
                    writer.writeMessage(4, this.volume_capability, () => this.volume_capability.serialize(writer));
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.volume_context) {
                    writer.writeMessage(6, this.volume_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeStageVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.publish_context, reader, reader.readString, reader.readString));
                            break;
                        case 3:
                            message.staging_target_path = reader.readString();
                            break;
                        case 4:
                            reader.readMessage(message.volume_capability, () => message.volume_capability = VolumeCapability.deserialize(reader));
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 6:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeStageVolumeRequest.deserialize(bytes);
            }
        }
        v1.NodeStageVolumeRequest = NodeStageVolumeRequest;
        class NodeStageVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodeStageVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeStageVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeStageVolumeResponse.deserialize(bytes);
            }
        }
        v1.NodeStageVolumeResponse = NodeStageVolumeResponse;
        class NodeUnstageVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("staging_target_path" in data && data.staging_target_path != undefined) {
                        this.staging_target_path = data.staging_target_path;
                    }
                }
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get staging_target_path() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set staging_target_path(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new NodeUnstageVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.staging_target_path != null) {
                    message.staging_target_path = data.staging_target_path;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.staging_target_path != null) {
                    data.staging_target_path = this.staging_target_path;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.staging_target_path.length)
                    writer.writeString(2, this.staging_target_path);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeUnstageVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.staging_target_path = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeUnstageVolumeRequest.deserialize(bytes);
            }
        }
        v1.NodeUnstageVolumeRequest = NodeUnstageVolumeRequest;
        class NodeUnstageVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodeUnstageVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeUnstageVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeUnstageVolumeResponse.deserialize(bytes);
            }
        }
        v1.NodeUnstageVolumeResponse = NodeUnstageVolumeResponse;
        class NodePublishVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("publish_context" in data && data.publish_context != undefined) {
                        this.publish_context = data.publish_context;
                    }
                    if ("staging_target_path" in data && data.staging_target_path != undefined) {
                        this.staging_target_path = data.staging_target_path;
                    }
                    if ("target_path" in data && data.target_path != undefined) {
                        this.target_path = data.target_path;
                    }
                    if ("volume_capability" in data && data.volume_capability != undefined) {
                        this.volume_capability = data.volume_capability;
                    }
                    if ("readonly" in data && data.readonly != undefined) {
                        this.readonly = data.readonly;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("volume_context" in data && data.volume_context != undefined) {
                        this.volume_context = data.volume_context;
                    }
                }
                if (!this.publish_context)
                    this.publish_context = new Map();
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.volume_context)
                    this.volume_context = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get publish_context() {
                return pb_1.Message.getField(this, 2);
            }
            set publish_context(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get staging_target_path() {
                return pb_1.Message.getFieldWithDefault(this, 3, "");
            }
            set staging_target_path(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get target_path() {
                return pb_1.Message.getFieldWithDefault(this, 4, "");
            }
            set target_path(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get volume_capability() {
                return pb_1.Message.getWrapperField(this, VolumeCapability, 5);
            }
            set volume_capability(value) {
                pb_1.Message.setWrapperField(this, 5, value);
            }
            get has_volume_capability() {
                return pb_1.Message.getField(this, 5) != null;
            }
            get readonly() {
                return pb_1.Message.getFieldWithDefault(this, 6, false);
            }
            set readonly(value) {
                pb_1.Message.setField(this, 6, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 7);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 7, value);
            }
            get volume_context() {
                return pb_1.Message.getField(this, 8);
            }
            set volume_context(value) {
                pb_1.Message.setField(this, 8, value);
            }
            static fromObject(data) {
                const message = new NodePublishVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (typeof data.publish_context == "object") {
                    message.publish_context = new Map(Object.entries(data.publish_context));
                }
                if (data.staging_target_path != null) {
                    message.staging_target_path = data.staging_target_path;
                }
                if (data.target_path != null) {
                    message.target_path = data.target_path;
                }
                if (data.volume_capability != null) {
                    message.volume_capability = VolumeCapability.fromObject(data.volume_capability);
                }
                if (data.readonly != null) {
                    message.readonly = data.readonly;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.volume_context == "object") {
                    message.volume_context = new Map(Object.entries(data.volume_context));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.publish_context != null) {
                    data.publish_context = (Object.fromEntries)(this.publish_context);
                }
                if (this.staging_target_path != null) {
                    data.staging_target_path = this.staging_target_path;
                }
                if (this.target_path != null) {
                    data.target_path = this.target_path;
                }
                if (this.volume_capability != null) {
                    data.volume_capability = this.volume_capability.toObject();
                }
                if (this.readonly != null) {
                    data.readonly = this.readonly;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.volume_context != null) {
                    data.volume_context = (Object.fromEntries)(this.volume_context);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                for (const [key, value] of this.publish_context) {
                    writer.writeMessage(2, this.publish_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (this.staging_target_path.length)
                    writer.writeString(3, this.staging_target_path);
                if (this.target_path.length)
                    writer.writeString(4, this.target_path);
                if (this.has_volume_capability)
                    writer.writeMessage(5, this.volume_capability, () => this.volume_capability.serialize(writer));
                if (this.readonly != false)
                    writer.writeBool(6, this.readonly);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(7, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.volume_context) {
                    writer.writeMessage(8, this.volume_context, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodePublishVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.publish_context, reader, reader.readString, reader.readString));
                            break;
                        case 3:
                            message.staging_target_path = reader.readString();
                            break;
                        case 4:
                            message.target_path = reader.readString();
                            break;
                        case 5:
                            reader.readMessage(message.volume_capability, () => message.volume_capability = VolumeCapability.deserialize(reader));
                            break;
                        case 6:
                            message.readonly = reader.readBool();
                            break;
                        case 7:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 8:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.volume_context, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodePublishVolumeRequest.deserialize(bytes);
            }
        }
        v1.NodePublishVolumeRequest = NodePublishVolumeRequest;
        class NodePublishVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodePublishVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodePublishVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodePublishVolumeResponse.deserialize(bytes);
            }
        }
        v1.NodePublishVolumeResponse = NodePublishVolumeResponse;
        class NodeUnpublishVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("target_path" in data && data.target_path != undefined) {
                        this.target_path = data.target_path;
                    }
                }
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get target_path() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set target_path(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new NodeUnpublishVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.target_path != null) {
                    message.target_path = data.target_path;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.target_path != null) {
                    data.target_path = this.target_path;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.target_path.length)
                    writer.writeString(2, this.target_path);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeUnpublishVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.target_path = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeUnpublishVolumeRequest.deserialize(bytes);
            }
        }
        v1.NodeUnpublishVolumeRequest = NodeUnpublishVolumeRequest;
        class NodeUnpublishVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodeUnpublishVolumeResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeUnpublishVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeUnpublishVolumeResponse.deserialize(bytes);
            }
        }
        v1.NodeUnpublishVolumeResponse = NodeUnpublishVolumeResponse;
        class NodeGetVolumeStatsRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("volume_path" in data && data.volume_path != undefined) {
                        this.volume_path = data.volume_path;
                    }
                    if ("staging_target_path" in data && data.staging_target_path != undefined) {
                        this.staging_target_path = data.staging_target_path;
                    }
                }
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_path() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set volume_path(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get staging_target_path() {
                return pb_1.Message.getFieldWithDefault(this, 3, "");
            }
            set staging_target_path(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new NodeGetVolumeStatsRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.volume_path != null) {
                    message.volume_path = data.volume_path;
                }
                if (data.staging_target_path != null) {
                    message.staging_target_path = data.staging_target_path;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.volume_path != null) {
                    data.volume_path = this.volume_path;
                }
                if (this.staging_target_path != null) {
                    data.staging_target_path = this.staging_target_path;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.volume_path.length)
                    writer.writeString(2, this.volume_path);
                if (this.staging_target_path.length)
                    writer.writeString(3, this.staging_target_path);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetVolumeStatsRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.volume_path = reader.readString();
                            break;
                        case 3:
                            message.staging_target_path = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetVolumeStatsRequest.deserialize(bytes);
            }
        }
        v1.NodeGetVolumeStatsRequest = NodeGetVolumeStatsRequest;
        class NodeGetVolumeStatsResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("usage" in data && data.usage != undefined) {
                        this.usage = data.usage;
                    }
                    if ("volume_condition" in data && data.volume_condition != undefined) {
                        this.volume_condition = data.volume_condition;
                    }
                }
            }
            get usage() {
                return pb_1.Message.getRepeatedWrapperField(this, VolumeUsage, 1);
            }
            set usage(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            get volume_condition() {
                return pb_1.Message.getWrapperField(this, VolumeCondition, 2);
            }
            set volume_condition(value) {
                pb_1.Message.setWrapperField(this, 2, value);
            }
            get has_volume_condition() {
                return pb_1.Message.getField(this, 2) != null;
            }
            static fromObject(data) {
                const message = new NodeGetVolumeStatsResponse({});
                if (data.usage != null) {
                    message.usage = data.usage.map(item => VolumeUsage.fromObject(item));
                }
                if (data.volume_condition != null) {
                    message.volume_condition = VolumeCondition.fromObject(data.volume_condition);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.usage != null) {
                    data.usage = this.usage.map((item) => item.toObject());
                }
                if (this.volume_condition != null) {
                    data.volume_condition = this.volume_condition.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.usage.length)
                    writer.writeRepeatedMessage(1, this.usage, (item) => item.serialize(writer));
                if (this.has_volume_condition)
                    writer.writeMessage(2, this.volume_condition, () => this.volume_condition.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetVolumeStatsResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.usage, () => pb_1.Message.addToRepeatedWrapperField(message, 1, VolumeUsage.deserialize(reader), VolumeUsage));
                            break;
                        case 2:
                            reader.readMessage(message.volume_condition, () => message.volume_condition = VolumeCondition.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetVolumeStatsResponse.deserialize(bytes);
            }
        }
        v1.NodeGetVolumeStatsResponse = NodeGetVolumeStatsResponse;
        class VolumeUsage extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("available" in data && data.available != undefined) {
                        this.available = data.available;
                    }
                    if ("total" in data && data.total != undefined) {
                        this.total = data.total;
                    }
                    if ("used" in data && data.used != undefined) {
                        this.used = data.used;
                    }
                    if ("unit" in data && data.unit != undefined) {
                        this.unit = data.unit;
                    }
                }
            }
            get available() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set available(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get total() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set total(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get used() {
                return pb_1.Message.getFieldWithDefault(this, 3, 0);
            }
            set used(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get unit() {
                return pb_1.Message.getFieldWithDefault(this, 4, VolumeUsage.Unit.UNKNOWN);
            }
            set unit(value) {
                pb_1.Message.setField(this, 4, value);
            }
            static fromObject(data) {
                const message = new VolumeUsage({});
                if (data.available != null) {
                    message.available = data.available;
                }
                if (data.total != null) {
                    message.total = data.total;
                }
                if (data.used != null) {
                    message.used = data.used;
                }
                if (data.unit != null) {
                    message.unit = data.unit;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.available != null) {
                    data.available = this.available;
                }
                if (this.total != null) {
                    data.total = this.total;
                }
                if (this.used != null) {
                    data.used = this.used;
                }
                if (this.unit != null) {
                    data.unit = this.unit;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.available != 0)
                    writer.writeInt64(1, this.available);
                if (this.total != 0)
                    writer.writeInt64(2, this.total);
                if (this.used != 0)
                    writer.writeInt64(3, this.used);
                if (this.unit != VolumeUsage.Unit.UNKNOWN)
                    writer.writeEnum(4, this.unit);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeUsage();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.available = reader.readInt64();
                            break;
                        case 2:
                            message.total = reader.readInt64();
                            break;
                        case 3:
                            message.used = reader.readInt64();
                            break;
                        case 4:
                            message.unit = reader.readEnum();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return VolumeUsage.deserialize(bytes);
            }
        }
        v1.VolumeUsage = VolumeUsage;
        (function (VolumeUsage) {
            let Unit;
            (function (Unit) {
                Unit[Unit["UNKNOWN"] = 0] = "UNKNOWN";
                Unit[Unit["BYTES"] = 1] = "BYTES";
                Unit[Unit["INODES"] = 2] = "INODES";
            })(Unit = VolumeUsage.Unit || (VolumeUsage.Unit = {}));
        })(VolumeUsage = v1.VolumeUsage || (v1.VolumeUsage = {}));
        class VolumeCondition extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("abnormal" in data && data.abnormal != undefined) {
                        this.abnormal = data.abnormal;
                    }
                    if ("message" in data && data.message != undefined) {
                        this.message = data.message;
                    }
                }
            }
            get abnormal() {
                return pb_1.Message.getFieldWithDefault(this, 1, false);
            }
            set abnormal(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get message() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set message(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new VolumeCondition({});
                if (data.abnormal != null) {
                    message.abnormal = data.abnormal;
                }
                if (data.message != null) {
                    message.message = data.message;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.abnormal != null) {
                    data.abnormal = this.abnormal;
                }
                if (this.message != null) {
                    data.message = this.message;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.abnormal != false)
                    writer.writeBool(1, this.abnormal);
                if (this.message.length)
                    writer.writeString(2, this.message);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeCondition();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.abnormal = reader.readBool();
                            break;
                        case 2:
                            message.message = reader.readString();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return VolumeCondition.deserialize(bytes);
            }
        }
        v1.VolumeCondition = VolumeCondition;
        class NodeGetCapabilitiesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodeGetCapabilitiesRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetCapabilitiesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetCapabilitiesRequest.deserialize(bytes);
            }
        }
        v1.NodeGetCapabilitiesRequest = NodeGetCapabilitiesRequest;
        class NodeGetCapabilitiesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capabilities" in data && data.capabilities != undefined) {
                        this.capabilities = data.capabilities;
                    }
                }
            }
            get capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, NodeServiceCapability, 1);
            }
            set capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            static fromObject(data) {
                const message = new NodeGetCapabilitiesResponse({});
                if (data.capabilities != null) {
                    message.capabilities = data.capabilities.map(item => NodeServiceCapability.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capabilities != null) {
                    data.capabilities = this.capabilities.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capabilities.length)
                    writer.writeRepeatedMessage(1, this.capabilities, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetCapabilitiesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 1, NodeServiceCapability.deserialize(reader), NodeServiceCapability));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetCapabilitiesResponse.deserialize(bytes);
            }
        }
        v1.NodeGetCapabilitiesResponse = NodeGetCapabilitiesResponse;
        class NodeServiceCapability extends pb_1.Message {
            #one_of_decls = [[1]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("rpc" in data && data.rpc != undefined) {
                        this.rpc = data.rpc;
                    }
                }
            }
            get rpc() {
                return pb_1.Message.getWrapperField(this, NodeServiceCapability.RPC, 1);
            }
            set rpc(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_rpc() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get type() {
                const cases = {
                    0: "none",
                    1: "rpc"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1])];
            }
            static fromObject(data) {
                const message = new NodeServiceCapability({});
                if (data.rpc != null) {
                    message.rpc = NodeServiceCapability.RPC.fromObject(data.rpc);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.rpc != null) {
                    data.rpc = this.rpc.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_rpc)
                    writer.writeMessage(1, this.rpc, () => this.rpc.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeServiceCapability();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.rpc, () => message.rpc = NodeServiceCapability.RPC.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeServiceCapability.deserialize(bytes);
            }
        }
        v1.NodeServiceCapability = NodeServiceCapability;
        (function (NodeServiceCapability) {
            class RPC extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("type" in data && data.type != undefined) {
                            this.type = data.type;
                        }
                    }
                }
                get type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, NodeServiceCapability.RPC.Type.UNKNOWN);
                }
                set type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new RPC({});
                    if (data.type != null) {
                        message.type = data.type;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.type != null) {
                        data.type = this.type;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.type != NodeServiceCapability.RPC.Type.UNKNOWN)
                        writer.writeEnum(1, this.type);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new RPC();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.type = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return RPC.deserialize(bytes);
                }
            }
            NodeServiceCapability.RPC = RPC;
            (function (RPC) {
                let Type;
                (function (Type) {
                    Type[Type["UNKNOWN"] = 0] = "UNKNOWN";
                    Type[Type["STAGE_UNSTAGE_VOLUME"] = 1] = "STAGE_UNSTAGE_VOLUME";
                    Type[Type["GET_VOLUME_STATS"] = 2] = "GET_VOLUME_STATS";
                    Type[Type["EXPAND_VOLUME"] = 3] = "EXPAND_VOLUME";
                    Type[Type["VOLUME_CONDITION"] = 4] = "VOLUME_CONDITION";
                    Type[Type["SINGLE_NODE_MULTI_WRITER"] = 5] = "SINGLE_NODE_MULTI_WRITER";
                    Type[Type["VOLUME_MOUNT_GROUP"] = 6] = "VOLUME_MOUNT_GROUP";
                })(Type = RPC.Type || (RPC.Type = {}));
            })(RPC = NodeServiceCapability.RPC || (NodeServiceCapability.RPC = {}));
        })(NodeServiceCapability = v1.NodeServiceCapability || (v1.NodeServiceCapability = {}));
        class NodeGetInfoRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new NodeGetInfoRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetInfoRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetInfoRequest.deserialize(bytes);
            }
        }
        v1.NodeGetInfoRequest = NodeGetInfoRequest;
        class NodeGetInfoResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("node_id" in data && data.node_id != undefined) {
                        this.node_id = data.node_id;
                    }
                    if ("max_volumes_per_node" in data && data.max_volumes_per_node != undefined) {
                        this.max_volumes_per_node = data.max_volumes_per_node;
                    }
                    if ("accessible_topology" in data && data.accessible_topology != undefined) {
                        this.accessible_topology = data.accessible_topology;
                    }
                }
            }
            get node_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set node_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get max_volumes_per_node() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set max_volumes_per_node(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get accessible_topology() {
                return pb_1.Message.getWrapperField(this, Topology, 3);
            }
            set accessible_topology(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_accessible_topology() {
                return pb_1.Message.getField(this, 3) != null;
            }
            static fromObject(data) {
                const message = new NodeGetInfoResponse({});
                if (data.node_id != null) {
                    message.node_id = data.node_id;
                }
                if (data.max_volumes_per_node != null) {
                    message.max_volumes_per_node = data.max_volumes_per_node;
                }
                if (data.accessible_topology != null) {
                    message.accessible_topology = Topology.fromObject(data.accessible_topology);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.node_id != null) {
                    data.node_id = this.node_id;
                }
                if (this.max_volumes_per_node != null) {
                    data.max_volumes_per_node = this.max_volumes_per_node;
                }
                if (this.accessible_topology != null) {
                    data.accessible_topology = this.accessible_topology.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.node_id.length)
                    writer.writeString(1, this.node_id);
                if (this.max_volumes_per_node != 0)
                    writer.writeInt64(2, this.max_volumes_per_node);
                if (this.has_accessible_topology)
                    writer.writeMessage(3, this.accessible_topology, () => this.accessible_topology.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeGetInfoResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.node_id = reader.readString();
                            break;
                        case 2:
                            message.max_volumes_per_node = reader.readInt64();
                            break;
                        case 3:
                            reader.readMessage(message.accessible_topology, () => message.accessible_topology = Topology.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeGetInfoResponse.deserialize(bytes);
            }
        }
        v1.NodeGetInfoResponse = NodeGetInfoResponse;
        class NodeExpandVolumeRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("volume_id" in data && data.volume_id != undefined) {
                        this.volume_id = data.volume_id;
                    }
                    if ("volume_path" in data && data.volume_path != undefined) {
                        this.volume_path = data.volume_path;
                    }
                    if ("capacity_range" in data && data.capacity_range != undefined) {
                        this.capacity_range = data.capacity_range;
                    }
                    if ("staging_target_path" in data && data.staging_target_path != undefined) {
                        this.staging_target_path = data.staging_target_path;
                    }
                    if ("volume_capability" in data && data.volume_capability != undefined) {
                        this.volume_capability = data.volume_capability;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get volume_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set volume_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_path() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set volume_path(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get capacity_range() {
                return pb_1.Message.getWrapperField(this, CapacityRange, 3);
            }
            set capacity_range(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_capacity_range() {
                return pb_1.Message.getField(this, 3) != null;
            }
            get staging_target_path() {
                return pb_1.Message.getFieldWithDefault(this, 4, "");
            }
            set staging_target_path(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get volume_capability() {
                return pb_1.Message.getWrapperField(this, VolumeCapability, 5);
            }
            set volume_capability(value) {
                pb_1.Message.setWrapperField(this, 5, value);
            }
            get has_volume_capability() {
                return pb_1.Message.getField(this, 5) != null;
            }
            get secrets() {
                return pb_1.Message.getField(this, 6);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 6, value);
            }
            static fromObject(data) {
                const message = new NodeExpandVolumeRequest({});
                if (data.volume_id != null) {
                    message.volume_id = data.volume_id;
                }
                if (data.volume_path != null) {
                    message.volume_path = data.volume_path;
                }
                if (data.capacity_range != null) {
                    message.capacity_range = CapacityRange.fromObject(data.capacity_range);
                }
                if (data.staging_target_path != null) {
                    message.staging_target_path = data.staging_target_path;
                }
                if (data.volume_capability != null) {
                    message.volume_capability = VolumeCapability.fromObject(data.volume_capability);
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.volume_id != null) {
                    data.volume_id = this.volume_id;
                }
                if (this.volume_path != null) {
                    data.volume_path = this.volume_path;
                }
                if (this.capacity_range != null) {
                    data.capacity_range = this.capacity_range.toObject();
                }
                if (this.staging_target_path != null) {
                    data.staging_target_path = this.staging_target_path;
                }
                if (this.volume_capability != null) {
                    data.volume_capability = this.volume_capability.toObject();
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.volume_id.length)
                    writer.writeString(1, this.volume_id);
                if (this.volume_path.length)
                    writer.writeString(2, this.volume_path);
                if (this.has_capacity_range)
                    writer.writeMessage(3, this.capacity_range, () => this.capacity_range.serialize(writer));
                if (this.staging_target_path.length)
                    writer.writeString(4, this.staging_target_path);
                if (this.has_volume_capability)
                    writer.writeMessage(5, this.volume_capability, () => this.volume_capability.serialize(writer));
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(6, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeExpandVolumeRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.volume_id = reader.readString();
                            break;
                        case 2:
                            message.volume_path = reader.readString();
                            break;
                        case 3:
                            reader.readMessage(message.capacity_range, () => message.capacity_range = CapacityRange.deserialize(reader));
                            break;
                        case 4:
                            message.staging_target_path = reader.readString();
                            break;
                        case 5:
                            reader.readMessage(message.volume_capability, () => message.volume_capability = VolumeCapability.deserialize(reader));
                            break;
                        case 6:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeExpandVolumeRequest.deserialize(bytes);
            }
        }
        v1.NodeExpandVolumeRequest = NodeExpandVolumeRequest;
        class NodeExpandVolumeResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capacity_bytes" in data && data.capacity_bytes != undefined) {
                        this.capacity_bytes = data.capacity_bytes;
                    }
                }
            }
            get capacity_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set capacity_bytes(value) {
                pb_1.Message.setField(this, 1, value);
            }
            static fromObject(data) {
                const message = new NodeExpandVolumeResponse({});
                if (data.capacity_bytes != null) {
                    message.capacity_bytes = data.capacity_bytes;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capacity_bytes != null) {
                    data.capacity_bytes = this.capacity_bytes;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capacity_bytes != 0)
                    writer.writeInt64(1, this.capacity_bytes);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new NodeExpandVolumeResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.capacity_bytes = reader.readInt64();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return NodeExpandVolumeResponse.deserialize(bytes);
            }
        }
        v1.NodeExpandVolumeResponse = NodeExpandVolumeResponse;
        class GroupControllerGetCapabilitiesRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new GroupControllerGetCapabilitiesRequest({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GroupControllerGetCapabilitiesRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GroupControllerGetCapabilitiesRequest.deserialize(bytes);
            }
        }
        v1.GroupControllerGetCapabilitiesRequest = GroupControllerGetCapabilitiesRequest;
        class GroupControllerGetCapabilitiesResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [1], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("capabilities" in data && data.capabilities != undefined) {
                        this.capabilities = data.capabilities;
                    }
                }
            }
            get capabilities() {
                return pb_1.Message.getRepeatedWrapperField(this, GroupControllerServiceCapability, 1);
            }
            set capabilities(value) {
                pb_1.Message.setRepeatedWrapperField(this, 1, value);
            }
            static fromObject(data) {
                const message = new GroupControllerGetCapabilitiesResponse({});
                if (data.capabilities != null) {
                    message.capabilities = data.capabilities.map(item => GroupControllerServiceCapability.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.capabilities != null) {
                    data.capabilities = this.capabilities.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.capabilities.length)
                    writer.writeRepeatedMessage(1, this.capabilities, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GroupControllerGetCapabilitiesResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.capabilities, () => pb_1.Message.addToRepeatedWrapperField(message, 1, GroupControllerServiceCapability.deserialize(reader), GroupControllerServiceCapability));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GroupControllerGetCapabilitiesResponse.deserialize(bytes);
            }
        }
        v1.GroupControllerGetCapabilitiesResponse = GroupControllerGetCapabilitiesResponse;
        class GroupControllerServiceCapability extends pb_1.Message {
            #one_of_decls = [[1]];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("rpc" in data && data.rpc != undefined) {
                        this.rpc = data.rpc;
                    }
                }
            }
            get rpc() {
                return pb_1.Message.getWrapperField(this, GroupControllerServiceCapability.RPC, 1);
            }
            set rpc(value) {
                pb_1.Message.setOneofWrapperField(this, 1, this.#one_of_decls[0], value);
            }
            get has_rpc() {
                return pb_1.Message.getField(this, 1) != null;
            }
            get type() {
                const cases = {
                    0: "none",
                    1: "rpc"
                };
                return cases[pb_1.Message.computeOneofCase(this, [1])];
            }
            static fromObject(data) {
                const message = new GroupControllerServiceCapability({});
                if (data.rpc != null) {
                    message.rpc = GroupControllerServiceCapability.RPC.fromObject(data.rpc);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.rpc != null) {
                    data.rpc = this.rpc.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_rpc)
                    writer.writeMessage(1, this.rpc, () => this.rpc.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GroupControllerServiceCapability();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.rpc, () => message.rpc = GroupControllerServiceCapability.RPC.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GroupControllerServiceCapability.deserialize(bytes);
            }
        }
        v1.GroupControllerServiceCapability = GroupControllerServiceCapability;
        (function (GroupControllerServiceCapability) {
            class RPC extends pb_1.Message {
                #one_of_decls = [];
                constructor(data) {
                    super();
                    pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                    if (!Array.isArray(data) && typeof data == "object") {
                        if ("type" in data && data.type != undefined) {
                            this.type = data.type;
                        }
                    }
                }
                get type() {
                    return pb_1.Message.getFieldWithDefault(this, 1, GroupControllerServiceCapability.RPC.Type.UNKNOWN);
                }
                set type(value) {
                    pb_1.Message.setField(this, 1, value);
                }
                static fromObject(data) {
                    const message = new RPC({});
                    if (data.type != null) {
                        message.type = data.type;
                    }
                    return message;
                }
                toObject() {
                    const data = {};
                    if (this.type != null) {
                        data.type = this.type;
                    }
                    return data;
                }
                serialize(w) {
                    const writer = w || new pb_1.BinaryWriter();
                    if (this.type != GroupControllerServiceCapability.RPC.Type.UNKNOWN)
                        writer.writeEnum(1, this.type);
                    if (!w)
                        return writer.getResultBuffer();
                }
                static deserialize(bytes) {
                    const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new RPC();
                    while (reader.nextField()) {
                        if (reader.isEndGroup())
                            break;
                        switch (reader.getFieldNumber()) {
                            case 1:
                                message.type = reader.readEnum();
                                break;
                            default: reader.skipField();
                        }
                    }
                    return message;
                }
                serializeBinary() {
                    return this.serialize();
                }
                static deserializeBinary(bytes) {
                    return RPC.deserialize(bytes);
                }
            }
            GroupControllerServiceCapability.RPC = RPC;
            (function (RPC) {
                let Type;
                (function (Type) {
                    Type[Type["UNKNOWN"] = 0] = "UNKNOWN";
                    Type[Type["CREATE_DELETE_GET_VOLUME_GROUP_SNAPSHOT"] = 1] = "CREATE_DELETE_GET_VOLUME_GROUP_SNAPSHOT";
                })(Type = RPC.Type || (RPC.Type = {}));
            })(RPC = GroupControllerServiceCapability.RPC || (GroupControllerServiceCapability.RPC = {}));
        })(GroupControllerServiceCapability = v1.GroupControllerServiceCapability || (v1.GroupControllerServiceCapability = {}));
        class CreateVolumeGroupSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("name" in data && data.name != undefined) {
                        this.name = data.name;
                    }
                    if ("source_volume_ids" in data && data.source_volume_ids != undefined) {
                        this.source_volume_ids = data.source_volume_ids;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                    if ("parameters" in data && data.parameters != undefined) {
                        this.parameters = data.parameters;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
                if (!this.parameters)
                    this.parameters = new Map();
            }
            get name() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set name(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get source_volume_ids() {
                return pb_1.Message.getFieldWithDefault(this, 2, []);
            }
            set source_volume_ids(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get parameters() {
                return pb_1.Message.getField(this, 4);
            }
            set parameters(value) {
                pb_1.Message.setField(this, 4, value);
            }
            static fromObject(data) {
                const message = new CreateVolumeGroupSnapshotRequest({});
                if (data.name != null) {
                    message.name = data.name;
                }
                if (data.source_volume_ids != null) {
                    message.source_volume_ids = data.source_volume_ids;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                if (typeof data.parameters == "object") {
                    message.parameters = new Map(Object.entries(data.parameters));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.name != null) {
                    data.name = this.name;
                }
                if (this.source_volume_ids != null) {
                    data.source_volume_ids = this.source_volume_ids;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                if (this.parameters != null) {
                    data.parameters = (Object.fromEntries)(this.parameters);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.name.length)
                    writer.writeString(1, this.name);
                if (this.source_volume_ids.length)
                    writer.writeRepeatedString(2, this.source_volume_ids);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                for (const [key, value] of this.parameters) {
                    writer.writeMessage(4, this.parameters, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateVolumeGroupSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.name = reader.readString();
                            break;
                        case 2:
                            pb_1.Message.addToRepeatedField(message, 2, reader.readString());
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        case 4:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.parameters, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateVolumeGroupSnapshotRequest.deserialize(bytes);
            }
        }
        v1.CreateVolumeGroupSnapshotRequest = CreateVolumeGroupSnapshotRequest;
        class CreateVolumeGroupSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("group_snapshot" in data && data.group_snapshot != undefined) {
                        this.group_snapshot = data.group_snapshot;
                    }
                }
            }
            get group_snapshot() {
                return pb_1.Message.getWrapperField(this, VolumeGroupSnapshot, 1);
            }
            set group_snapshot(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_group_snapshot() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new CreateVolumeGroupSnapshotResponse({});
                if (data.group_snapshot != null) {
                    message.group_snapshot = VolumeGroupSnapshot.fromObject(data.group_snapshot);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.group_snapshot != null) {
                    data.group_snapshot = this.group_snapshot.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_group_snapshot)
                    writer.writeMessage(1, this.group_snapshot, () => this.group_snapshot.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new CreateVolumeGroupSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.group_snapshot, () => message.group_snapshot = VolumeGroupSnapshot.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return CreateVolumeGroupSnapshotResponse.deserialize(bytes);
            }
        }
        v1.CreateVolumeGroupSnapshotResponse = CreateVolumeGroupSnapshotResponse;
        class VolumeGroupSnapshot extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("group_snapshot_id" in data && data.group_snapshot_id != undefined) {
                        this.group_snapshot_id = data.group_snapshot_id;
                    }
                    if ("snapshots" in data && data.snapshots != undefined) {
                        this.snapshots = data.snapshots;
                    }
                    if ("creation_time" in data && data.creation_time != undefined) {
                        this.creation_time = data.creation_time;
                    }
                    if ("ready_to_use" in data && data.ready_to_use != undefined) {
                        this.ready_to_use = data.ready_to_use;
                    }
                }
            }
            get group_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set group_snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get snapshots() {
                return pb_1.Message.getRepeatedWrapperField(this, Snapshot, 2);
            }
            set snapshots(value) {
                pb_1.Message.setRepeatedWrapperField(this, 2, value);
            }
            get creation_time() {
                return pb_1.Message.getWrapperField(this, dependency_2.google.protobuf.Timestamp, 3);
            }
            set creation_time(value) {
                pb_1.Message.setWrapperField(this, 3, value);
            }
            get has_creation_time() {
                return pb_1.Message.getField(this, 3) != null;
            }
            get ready_to_use() {
                return pb_1.Message.getFieldWithDefault(this, 4, false);
            }
            set ready_to_use(value) {
                pb_1.Message.setField(this, 4, value);
            }
            static fromObject(data) {
                const message = new VolumeGroupSnapshot({});
                if (data.group_snapshot_id != null) {
                    message.group_snapshot_id = data.group_snapshot_id;
                }
                if (data.snapshots != null) {
                    message.snapshots = data.snapshots.map(item => Snapshot.fromObject(item));
                }
                if (data.creation_time != null) {
                    message.creation_time = dependency_2.google.protobuf.Timestamp.fromObject(data.creation_time);
                }
                if (data.ready_to_use != null) {
                    message.ready_to_use = data.ready_to_use;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.group_snapshot_id != null) {
                    data.group_snapshot_id = this.group_snapshot_id;
                }
                if (this.snapshots != null) {
                    data.snapshots = this.snapshots.map((item) => item.toObject());
                }
                if (this.creation_time != null) {
                    data.creation_time = this.creation_time.toObject();
                }
                if (this.ready_to_use != null) {
                    data.ready_to_use = this.ready_to_use;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.group_snapshot_id.length)
                    writer.writeString(1, this.group_snapshot_id);
                if (this.snapshots.length)
                    writer.writeRepeatedMessage(2, this.snapshots, (item) => item.serialize(writer));
                if (this.has_creation_time)
                    writer.writeMessage(3, this.creation_time, () => this.creation_time.serialize(writer));
                if (this.ready_to_use != false)
                    writer.writeBool(4, this.ready_to_use);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new VolumeGroupSnapshot();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.group_snapshot_id = reader.readString();
                            break;
                        case 2:
                            reader.readMessage(message.snapshots, () => pb_1.Message.addToRepeatedWrapperField(message, 2, Snapshot.deserialize(reader), Snapshot));
                            break;
                        case 3:
                            reader.readMessage(message.creation_time, () => message.creation_time = dependency_2.google.protobuf.Timestamp.deserialize(reader));
                            break;
                        case 4:
                            message.ready_to_use = reader.readBool();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return VolumeGroupSnapshot.deserialize(bytes);
            }
        }
        v1.VolumeGroupSnapshot = VolumeGroupSnapshot;
        class DeleteVolumeGroupSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("group_snapshot_id" in data && data.group_snapshot_id != undefined) {
                        this.group_snapshot_id = data.group_snapshot_id;
                    }
                    if ("snapshot_ids" in data && data.snapshot_ids != undefined) {
                        this.snapshot_ids = data.snapshot_ids;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get group_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set group_snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get snapshot_ids() {
                return pb_1.Message.getFieldWithDefault(this, 2, []);
            }
            set snapshot_ids(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new DeleteVolumeGroupSnapshotRequest({});
                if (data.group_snapshot_id != null) {
                    message.group_snapshot_id = data.group_snapshot_id;
                }
                if (data.snapshot_ids != null) {
                    message.snapshot_ids = data.snapshot_ids;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.group_snapshot_id != null) {
                    data.group_snapshot_id = this.group_snapshot_id;
                }
                if (this.snapshot_ids != null) {
                    data.snapshot_ids = this.snapshot_ids;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.group_snapshot_id.length)
                    writer.writeString(1, this.group_snapshot_id);
                if (this.snapshot_ids.length)
                    writer.writeRepeatedString(2, this.snapshot_ids);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteVolumeGroupSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.group_snapshot_id = reader.readString();
                            break;
                        case 2:
                            pb_1.Message.addToRepeatedField(message, 2, reader.readString());
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteVolumeGroupSnapshotRequest.deserialize(bytes);
            }
        }
        v1.DeleteVolumeGroupSnapshotRequest = DeleteVolumeGroupSnapshotRequest;
        class DeleteVolumeGroupSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") { }
            }
            static fromObject(data) {
                const message = new DeleteVolumeGroupSnapshotResponse({});
                return message;
            }
            toObject() {
                const data = {};
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new DeleteVolumeGroupSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return DeleteVolumeGroupSnapshotResponse.deserialize(bytes);
            }
        }
        v1.DeleteVolumeGroupSnapshotResponse = DeleteVolumeGroupSnapshotResponse;
        class GetVolumeGroupSnapshotRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [2], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("group_snapshot_id" in data && data.group_snapshot_id != undefined) {
                        this.group_snapshot_id = data.group_snapshot_id;
                    }
                    if ("snapshot_ids" in data && data.snapshot_ids != undefined) {
                        this.snapshot_ids = data.snapshot_ids;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get group_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set group_snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get snapshot_ids() {
                return pb_1.Message.getFieldWithDefault(this, 2, []);
            }
            set snapshot_ids(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 3);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 3, value);
            }
            static fromObject(data) {
                const message = new GetVolumeGroupSnapshotRequest({});
                if (data.group_snapshot_id != null) {
                    message.group_snapshot_id = data.group_snapshot_id;
                }
                if (data.snapshot_ids != null) {
                    message.snapshot_ids = data.snapshot_ids;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.group_snapshot_id != null) {
                    data.group_snapshot_id = this.group_snapshot_id;
                }
                if (this.snapshot_ids != null) {
                    data.snapshot_ids = this.snapshot_ids;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.group_snapshot_id.length)
                    writer.writeString(1, this.group_snapshot_id);
                if (this.snapshot_ids.length)
                    writer.writeRepeatedString(2, this.snapshot_ids);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(3, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetVolumeGroupSnapshotRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.group_snapshot_id = reader.readString();
                            break;
                        case 2:
                            pb_1.Message.addToRepeatedField(message, 2, reader.readString());
                            break;
                        case 3:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetVolumeGroupSnapshotRequest.deserialize(bytes);
            }
        }
        v1.GetVolumeGroupSnapshotRequest = GetVolumeGroupSnapshotRequest;
        class GetVolumeGroupSnapshotResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("group_snapshot" in data && data.group_snapshot != undefined) {
                        this.group_snapshot = data.group_snapshot;
                    }
                }
            }
            get group_snapshot() {
                return pb_1.Message.getWrapperField(this, VolumeGroupSnapshot, 1);
            }
            set group_snapshot(value) {
                pb_1.Message.setWrapperField(this, 1, value);
            }
            get has_group_snapshot() {
                return pb_1.Message.getField(this, 1) != null;
            }
            static fromObject(data) {
                const message = new GetVolumeGroupSnapshotResponse({});
                if (data.group_snapshot != null) {
                    message.group_snapshot = VolumeGroupSnapshot.fromObject(data.group_snapshot);
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.group_snapshot != null) {
                    data.group_snapshot = this.group_snapshot.toObject();
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.has_group_snapshot)
                    writer.writeMessage(1, this.group_snapshot, () => this.group_snapshot.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetVolumeGroupSnapshotResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            reader.readMessage(message.group_snapshot, () => message.group_snapshot = VolumeGroupSnapshot.deserialize(reader));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetVolumeGroupSnapshotResponse.deserialize(bytes);
            }
        }
        v1.GetVolumeGroupSnapshotResponse = GetVolumeGroupSnapshotResponse;
        class BlockMetadata extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("byte_offset" in data && data.byte_offset != undefined) {
                        this.byte_offset = data.byte_offset;
                    }
                    if ("size_bytes" in data && data.size_bytes != undefined) {
                        this.size_bytes = data.size_bytes;
                    }
                }
            }
            get byte_offset() {
                return pb_1.Message.getFieldWithDefault(this, 1, 0);
            }
            set byte_offset(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get size_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set size_bytes(value) {
                pb_1.Message.setField(this, 2, value);
            }
            static fromObject(data) {
                const message = new BlockMetadata({});
                if (data.byte_offset != null) {
                    message.byte_offset = data.byte_offset;
                }
                if (data.size_bytes != null) {
                    message.size_bytes = data.size_bytes;
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.byte_offset != null) {
                    data.byte_offset = this.byte_offset;
                }
                if (this.size_bytes != null) {
                    data.size_bytes = this.size_bytes;
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.byte_offset != 0)
                    writer.writeInt64(1, this.byte_offset);
                if (this.size_bytes != 0)
                    writer.writeInt64(2, this.size_bytes);
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new BlockMetadata();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.byte_offset = reader.readInt64();
                            break;
                        case 2:
                            message.size_bytes = reader.readInt64();
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return BlockMetadata.deserialize(bytes);
            }
        }
        v1.BlockMetadata = BlockMetadata;
        class GetMetadataAllocatedRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("snapshot_id" in data && data.snapshot_id != undefined) {
                        this.snapshot_id = data.snapshot_id;
                    }
                    if ("starting_offset" in data && data.starting_offset != undefined) {
                        this.starting_offset = data.starting_offset;
                    }
                    if ("max_results" in data && data.max_results != undefined) {
                        this.max_results = data.max_results;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get starting_offset() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set starting_offset(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get max_results() {
                return pb_1.Message.getFieldWithDefault(this, 3, 0);
            }
            set max_results(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 4);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 4, value);
            }
            static fromObject(data) {
                const message = new GetMetadataAllocatedRequest({});
                if (data.snapshot_id != null) {
                    message.snapshot_id = data.snapshot_id;
                }
                if (data.starting_offset != null) {
                    message.starting_offset = data.starting_offset;
                }
                if (data.max_results != null) {
                    message.max_results = data.max_results;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.snapshot_id != null) {
                    data.snapshot_id = this.snapshot_id;
                }
                if (this.starting_offset != null) {
                    data.starting_offset = this.starting_offset;
                }
                if (this.max_results != null) {
                    data.max_results = this.max_results;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.snapshot_id.length)
                    writer.writeString(1, this.snapshot_id);
                if (this.starting_offset != 0)
                    writer.writeInt64(2, this.starting_offset);
                if (this.max_results != 0)
                    writer.writeInt32(3, this.max_results);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(4, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetMetadataAllocatedRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.snapshot_id = reader.readString();
                            break;
                        case 2:
                            message.starting_offset = reader.readInt64();
                            break;
                        case 3:
                            message.max_results = reader.readInt32();
                            break;
                        case 4:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetMetadataAllocatedRequest.deserialize(bytes);
            }
        }
        v1.GetMetadataAllocatedRequest = GetMetadataAllocatedRequest;
        class GetMetadataAllocatedResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [3], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("block_metadata_type" in data && data.block_metadata_type != undefined) {
                        this.block_metadata_type = data.block_metadata_type;
                    }
                    if ("volume_capacity_bytes" in data && data.volume_capacity_bytes != undefined) {
                        this.volume_capacity_bytes = data.volume_capacity_bytes;
                    }
                    if ("block_metadata" in data && data.block_metadata != undefined) {
                        this.block_metadata = data.block_metadata;
                    }
                }
            }
            get block_metadata_type() {
                return pb_1.Message.getFieldWithDefault(this, 1, BlockMetadataType.UNKNOWN);
            }
            set block_metadata_type(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_capacity_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set volume_capacity_bytes(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get block_metadata() {
                return pb_1.Message.getRepeatedWrapperField(this, BlockMetadata, 3);
            }
            set block_metadata(value) {
                pb_1.Message.setRepeatedWrapperField(this, 3, value);
            }
            static fromObject(data) {
                const message = new GetMetadataAllocatedResponse({});
                if (data.block_metadata_type != null) {
                    message.block_metadata_type = data.block_metadata_type;
                }
                if (data.volume_capacity_bytes != null) {
                    message.volume_capacity_bytes = data.volume_capacity_bytes;
                }
                if (data.block_metadata != null) {
                    message.block_metadata = data.block_metadata.map(item => BlockMetadata.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.block_metadata_type != null) {
                    data.block_metadata_type = this.block_metadata_type;
                }
                if (this.volume_capacity_bytes != null) {
                    data.volume_capacity_bytes = this.volume_capacity_bytes;
                }
                if (this.block_metadata != null) {
                    data.block_metadata = this.block_metadata.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.block_metadata_type != BlockMetadataType.UNKNOWN)
                    writer.writeEnum(1, this.block_metadata_type);
                if (this.volume_capacity_bytes != 0)
                    writer.writeInt64(2, this.volume_capacity_bytes);
                if (this.block_metadata.length)
                    writer.writeRepeatedMessage(3, this.block_metadata, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetMetadataAllocatedResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.block_metadata_type = reader.readEnum();
                            break;
                        case 2:
                            message.volume_capacity_bytes = reader.readInt64();
                            break;
                        case 3:
                            reader.readMessage(message.block_metadata, () => pb_1.Message.addToRepeatedWrapperField(message, 3, BlockMetadata.deserialize(reader), BlockMetadata));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetMetadataAllocatedResponse.deserialize(bytes);
            }
        }
        v1.GetMetadataAllocatedResponse = GetMetadataAllocatedResponse;
        class GetMetadataDeltaRequest extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("base_snapshot_id" in data && data.base_snapshot_id != undefined) {
                        this.base_snapshot_id = data.base_snapshot_id;
                    }
                    if ("target_snapshot_id" in data && data.target_snapshot_id != undefined) {
                        this.target_snapshot_id = data.target_snapshot_id;
                    }
                    if ("starting_offset" in data && data.starting_offset != undefined) {
                        this.starting_offset = data.starting_offset;
                    }
                    if ("max_results" in data && data.max_results != undefined) {
                        this.max_results = data.max_results;
                    }
                    if ("secrets" in data && data.secrets != undefined) {
                        this.secrets = data.secrets;
                    }
                }
                if (!this.secrets)
                    this.secrets = new Map();
            }
            get base_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 1, "");
            }
            set base_snapshot_id(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get target_snapshot_id() {
                return pb_1.Message.getFieldWithDefault(this, 2, "");
            }
            set target_snapshot_id(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get starting_offset() {
                return pb_1.Message.getFieldWithDefault(this, 3, 0);
            }
            set starting_offset(value) {
                pb_1.Message.setField(this, 3, value);
            }
            get max_results() {
                return pb_1.Message.getFieldWithDefault(this, 4, 0);
            }
            set max_results(value) {
                pb_1.Message.setField(this, 4, value);
            }
            get secrets() {
                return pb_1.Message.getField(this, 5);
            }
            set secrets(value) {
                pb_1.Message.setField(this, 5, value);
            }
            static fromObject(data) {
                const message = new GetMetadataDeltaRequest({});
                if (data.base_snapshot_id != null) {
                    message.base_snapshot_id = data.base_snapshot_id;
                }
                if (data.target_snapshot_id != null) {
                    message.target_snapshot_id = data.target_snapshot_id;
                }
                if (data.starting_offset != null) {
                    message.starting_offset = data.starting_offset;
                }
                if (data.max_results != null) {
                    message.max_results = data.max_results;
                }
                if (typeof data.secrets == "object") {
                    message.secrets = new Map(Object.entries(data.secrets));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.base_snapshot_id != null) {
                    data.base_snapshot_id = this.base_snapshot_id;
                }
                if (this.target_snapshot_id != null) {
                    data.target_snapshot_id = this.target_snapshot_id;
                }
                if (this.starting_offset != null) {
                    data.starting_offset = this.starting_offset;
                }
                if (this.max_results != null) {
                    data.max_results = this.max_results;
                }
                if (this.secrets != null) {
                    data.secrets = (Object.fromEntries)(this.secrets);
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.base_snapshot_id.length)
                    writer.writeString(1, this.base_snapshot_id);
                if (this.target_snapshot_id.length)
                    writer.writeString(2, this.target_snapshot_id);
                if (this.starting_offset != 0)
                    writer.writeInt64(3, this.starting_offset);
                if (this.max_results != 0)
                    writer.writeInt32(4, this.max_results);
                for (const [key, value] of this.secrets) {
                    writer.writeMessage(5, this.secrets, () => {
                        writer.writeString(1, key);
                        writer.writeString(2, value);
                    });
                }
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetMetadataDeltaRequest();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.base_snapshot_id = reader.readString();
                            break;
                        case 2:
                            message.target_snapshot_id = reader.readString();
                            break;
                        case 3:
                            message.starting_offset = reader.readInt64();
                            break;
                        case 4:
                            message.max_results = reader.readInt32();
                            break;
                        case 5:
                            reader.readMessage(message, () => pb_1.Map.deserializeBinary(message.secrets, reader, reader.readString, reader.readString));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetMetadataDeltaRequest.deserialize(bytes);
            }
        }
        v1.GetMetadataDeltaRequest = GetMetadataDeltaRequest;
        class GetMetadataDeltaResponse extends pb_1.Message {
            #one_of_decls = [];
            constructor(data) {
                super();
                pb_1.Message.initialize(this, Array.isArray(data) ? data : [], 0, -1, [3], this.#one_of_decls);
                if (!Array.isArray(data) && typeof data == "object") {
                    if ("block_metadata_type" in data && data.block_metadata_type != undefined) {
                        this.block_metadata_type = data.block_metadata_type;
                    }
                    if ("volume_capacity_bytes" in data && data.volume_capacity_bytes != undefined) {
                        this.volume_capacity_bytes = data.volume_capacity_bytes;
                    }
                    if ("block_metadata" in data && data.block_metadata != undefined) {
                        this.block_metadata = data.block_metadata;
                    }
                }
            }
            get block_metadata_type() {
                return pb_1.Message.getFieldWithDefault(this, 1, BlockMetadataType.UNKNOWN);
            }
            set block_metadata_type(value) {
                pb_1.Message.setField(this, 1, value);
            }
            get volume_capacity_bytes() {
                return pb_1.Message.getFieldWithDefault(this, 2, 0);
            }
            set volume_capacity_bytes(value) {
                pb_1.Message.setField(this, 2, value);
            }
            get block_metadata() {
                return pb_1.Message.getRepeatedWrapperField(this, BlockMetadata, 3);
            }
            set block_metadata(value) {
                pb_1.Message.setRepeatedWrapperField(this, 3, value);
            }
            static fromObject(data) {
                const message = new GetMetadataDeltaResponse({});
                if (data.block_metadata_type != null) {
                    message.block_metadata_type = data.block_metadata_type;
                }
                if (data.volume_capacity_bytes != null) {
                    message.volume_capacity_bytes = data.volume_capacity_bytes;
                }
                if (data.block_metadata != null) {
                    message.block_metadata = data.block_metadata.map(item => BlockMetadata.fromObject(item));
                }
                return message;
            }
            toObject() {
                const data = {};
                if (this.block_metadata_type != null) {
                    data.block_metadata_type = this.block_metadata_type;
                }
                if (this.volume_capacity_bytes != null) {
                    data.volume_capacity_bytes = this.volume_capacity_bytes;
                }
                if (this.block_metadata != null) {
                    data.block_metadata = this.block_metadata.map((item) => item.toObject());
                }
                return data;
            }
            serialize(w) {
                const writer = w || new pb_1.BinaryWriter();
                if (this.block_metadata_type != BlockMetadataType.UNKNOWN)
                    writer.writeEnum(1, this.block_metadata_type);
                if (this.volume_capacity_bytes != 0)
                    writer.writeInt64(2, this.volume_capacity_bytes);
                if (this.block_metadata.length)
                    writer.writeRepeatedMessage(3, this.block_metadata, (item) => item.serialize(writer));
                if (!w)
                    return writer.getResultBuffer();
            }
            static deserialize(bytes) {
                const reader = bytes instanceof pb_1.BinaryReader ? bytes : new pb_1.BinaryReader(bytes), message = new GetMetadataDeltaResponse();
                while (reader.nextField()) {
                    if (reader.isEndGroup())
                        break;
                    switch (reader.getFieldNumber()) {
                        case 1:
                            message.block_metadata_type = reader.readEnum();
                            break;
                        case 2:
                            message.volume_capacity_bytes = reader.readInt64();
                            break;
                        case 3:
                            reader.readMessage(message.block_metadata, () => pb_1.Message.addToRepeatedWrapperField(message, 3, BlockMetadata.deserialize(reader), BlockMetadata));
                            break;
                        default: reader.skipField();
                    }
                }
                return message;
            }
            serializeBinary() {
                return this.serialize();
            }
            static deserializeBinary(bytes) {
                return GetMetadataDeltaResponse.deserialize(bytes);
            }
        }
        v1.GetMetadataDeltaResponse = GetMetadataDeltaResponse;
        class UnimplementedIdentityService {
            static definition = {
                GetPluginInfo: {
                    path: "/csi.v1.Identity/GetPluginInfo",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetPluginInfoRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetPluginInfoResponse.deserialize(new Uint8Array(bytes))
                },
                GetPluginCapabilities: {
                    path: "/csi.v1.Identity/GetPluginCapabilities",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetPluginCapabilitiesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetPluginCapabilitiesResponse.deserialize(new Uint8Array(bytes))
                },
                Probe: {
                    path: "/csi.v1.Identity/Probe",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ProbeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ProbeResponse.deserialize(new Uint8Array(bytes))
                }
            };
        }
        v1.UnimplementedIdentityService = UnimplementedIdentityService;
        class IdentityClient extends grpc_1.makeGenericClientConstructor(UnimplementedIdentityService.definition, "Identity", {}) {
            constructor(address, credentials, options) {
                super(address, credentials, options);
            }
            GetPluginInfo = (message, metadata, options, callback) => {
                return super.GetPluginInfo(message, metadata, options, callback);
            };
            GetPluginCapabilities = (message, metadata, options, callback) => {
                return super.GetPluginCapabilities(message, metadata, options, callback);
            };
            Probe = (message, metadata, options, callback) => {
                return super.Probe(message, metadata, options, callback);
            };
        }
        v1.IdentityClient = IdentityClient;
        class UnimplementedControllerService {
            static definition = {
                CreateVolume: {
                    path: "/csi.v1.Controller/CreateVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => CreateVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => CreateVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                DeleteVolume: {
                    path: "/csi.v1.Controller/DeleteVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => DeleteVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => DeleteVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerPublishVolume: {
                    path: "/csi.v1.Controller/ControllerPublishVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerPublishVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerPublishVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerUnpublishVolume: {
                    path: "/csi.v1.Controller/ControllerUnpublishVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerUnpublishVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerUnpublishVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                ValidateVolumeCapabilities: {
                    path: "/csi.v1.Controller/ValidateVolumeCapabilities",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ValidateVolumeCapabilitiesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ValidateVolumeCapabilitiesResponse.deserialize(new Uint8Array(bytes))
                },
                ListVolumes: {
                    path: "/csi.v1.Controller/ListVolumes",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ListVolumesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ListVolumesResponse.deserialize(new Uint8Array(bytes))
                },
                GetCapacity: {
                    path: "/csi.v1.Controller/GetCapacity",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetCapacityRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetCapacityResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerGetCapabilities: {
                    path: "/csi.v1.Controller/ControllerGetCapabilities",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerGetCapabilitiesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerGetCapabilitiesResponse.deserialize(new Uint8Array(bytes))
                },
                CreateSnapshot: {
                    path: "/csi.v1.Controller/CreateSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => CreateSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => CreateSnapshotResponse.deserialize(new Uint8Array(bytes))
                },
                DeleteSnapshot: {
                    path: "/csi.v1.Controller/DeleteSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => DeleteSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => DeleteSnapshotResponse.deserialize(new Uint8Array(bytes))
                },
                ListSnapshots: {
                    path: "/csi.v1.Controller/ListSnapshots",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ListSnapshotsRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ListSnapshotsResponse.deserialize(new Uint8Array(bytes))
                },
                GetSnapshot: {
                    path: "/csi.v1.Controller/GetSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetSnapshotResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerExpandVolume: {
                    path: "/csi.v1.Controller/ControllerExpandVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerExpandVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerExpandVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerGetVolume: {
                    path: "/csi.v1.Controller/ControllerGetVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerGetVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerGetVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                ControllerModifyVolume: {
                    path: "/csi.v1.Controller/ControllerModifyVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => ControllerModifyVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => ControllerModifyVolumeResponse.deserialize(new Uint8Array(bytes))
                }
            };
        }
        v1.UnimplementedControllerService = UnimplementedControllerService;
        class ControllerClient extends grpc_1.makeGenericClientConstructor(UnimplementedControllerService.definition, "Controller", {}) {
            constructor(address, credentials, options) {
                super(address, credentials, options);
            }
            CreateVolume = (message, metadata, options, callback) => {
                return super.CreateVolume(message, metadata, options, callback);
            };
            DeleteVolume = (message, metadata, options, callback) => {
                return super.DeleteVolume(message, metadata, options, callback);
            };
            ControllerPublishVolume = (message, metadata, options, callback) => {
                return super.ControllerPublishVolume(message, metadata, options, callback);
            };
            ControllerUnpublishVolume = (message, metadata, options, callback) => {
                return super.ControllerUnpublishVolume(message, metadata, options, callback);
            };
            ValidateVolumeCapabilities = (message, metadata, options, callback) => {
                return super.ValidateVolumeCapabilities(message, metadata, options, callback);
            };
            ListVolumes = (message, metadata, options, callback) => {
                return super.ListVolumes(message, metadata, options, callback);
            };
            GetCapacity = (message, metadata, options, callback) => {
                return super.GetCapacity(message, metadata, options, callback);
            };
            ControllerGetCapabilities = (message, metadata, options, callback) => {
                return super.ControllerGetCapabilities(message, metadata, options, callback);
            };
            CreateSnapshot = (message, metadata, options, callback) => {
                return super.CreateSnapshot(message, metadata, options, callback);
            };
            DeleteSnapshot = (message, metadata, options, callback) => {
                return super.DeleteSnapshot(message, metadata, options, callback);
            };
            ListSnapshots = (message, metadata, options, callback) => {
                return super.ListSnapshots(message, metadata, options, callback);
            };
            GetSnapshot = (message, metadata, options, callback) => {
                return super.GetSnapshot(message, metadata, options, callback);
            };
            ControllerExpandVolume = (message, metadata, options, callback) => {
                return super.ControllerExpandVolume(message, metadata, options, callback);
            };
            ControllerGetVolume = (message, metadata, options, callback) => {
                return super.ControllerGetVolume(message, metadata, options, callback);
            };
            ControllerModifyVolume = (message, metadata, options, callback) => {
                return super.ControllerModifyVolume(message, metadata, options, callback);
            };
        }
        v1.ControllerClient = ControllerClient;
        class UnimplementedGroupControllerService {
            static definition = {
                GroupControllerGetCapabilities: {
                    path: "/csi.v1.GroupController/GroupControllerGetCapabilities",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GroupControllerGetCapabilitiesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GroupControllerGetCapabilitiesResponse.deserialize(new Uint8Array(bytes))
                },
                CreateVolumeGroupSnapshot: {
                    path: "/csi.v1.GroupController/CreateVolumeGroupSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => CreateVolumeGroupSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => CreateVolumeGroupSnapshotResponse.deserialize(new Uint8Array(bytes))
                },
                DeleteVolumeGroupSnapshot: {
                    path: "/csi.v1.GroupController/DeleteVolumeGroupSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => DeleteVolumeGroupSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => DeleteVolumeGroupSnapshotResponse.deserialize(new Uint8Array(bytes))
                },
                GetVolumeGroupSnapshot: {
                    path: "/csi.v1.GroupController/GetVolumeGroupSnapshot",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetVolumeGroupSnapshotRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetVolumeGroupSnapshotResponse.deserialize(new Uint8Array(bytes))
                }
            };
        }
        v1.UnimplementedGroupControllerService = UnimplementedGroupControllerService;
        class GroupControllerClient extends grpc_1.makeGenericClientConstructor(UnimplementedGroupControllerService.definition, "GroupController", {}) {
            constructor(address, credentials, options) {
                super(address, credentials, options);
            }
            GroupControllerGetCapabilities = (message, metadata, options, callback) => {
                return super.GroupControllerGetCapabilities(message, metadata, options, callback);
            };
            CreateVolumeGroupSnapshot = (message, metadata, options, callback) => {
                return super.CreateVolumeGroupSnapshot(message, metadata, options, callback);
            };
            DeleteVolumeGroupSnapshot = (message, metadata, options, callback) => {
                return super.DeleteVolumeGroupSnapshot(message, metadata, options, callback);
            };
            GetVolumeGroupSnapshot = (message, metadata, options, callback) => {
                return super.GetVolumeGroupSnapshot(message, metadata, options, callback);
            };
        }
        v1.GroupControllerClient = GroupControllerClient;
        class UnimplementedSnapshotMetadataService {
            static definition = {
                GetMetadataAllocated: {
                    path: "/csi.v1.SnapshotMetadata/GetMetadataAllocated",
                    requestStream: false,
                    responseStream: true,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetMetadataAllocatedRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetMetadataAllocatedResponse.deserialize(new Uint8Array(bytes))
                },
                GetMetadataDelta: {
                    path: "/csi.v1.SnapshotMetadata/GetMetadataDelta",
                    requestStream: false,
                    responseStream: true,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => GetMetadataDeltaRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => GetMetadataDeltaResponse.deserialize(new Uint8Array(bytes))
                }
            };
        }
        v1.UnimplementedSnapshotMetadataService = UnimplementedSnapshotMetadataService;
        class SnapshotMetadataClient extends grpc_1.makeGenericClientConstructor(UnimplementedSnapshotMetadataService.definition, "SnapshotMetadata", {}) {
            constructor(address, credentials, options) {
                super(address, credentials, options);
            }
            GetMetadataAllocated = (message, metadata, options) => {
                return super.GetMetadataAllocated(message, metadata, options);
            };
            GetMetadataDelta = (message, metadata, options) => {
                return super.GetMetadataDelta(message, metadata, options);
            };
        }
        v1.SnapshotMetadataClient = SnapshotMetadataClient;
        class UnimplementedNodeService {
            static definition = {
                NodeStageVolume: {
                    path: "/csi.v1.Node/NodeStageVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeStageVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeStageVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                NodeUnstageVolume: {
                    path: "/csi.v1.Node/NodeUnstageVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeUnstageVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeUnstageVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                NodePublishVolume: {
                    path: "/csi.v1.Node/NodePublishVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodePublishVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodePublishVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                NodeUnpublishVolume: {
                    path: "/csi.v1.Node/NodeUnpublishVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeUnpublishVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeUnpublishVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                NodeGetVolumeStats: {
                    path: "/csi.v1.Node/NodeGetVolumeStats",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeGetVolumeStatsRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeGetVolumeStatsResponse.deserialize(new Uint8Array(bytes))
                },
                NodeExpandVolume: {
                    path: "/csi.v1.Node/NodeExpandVolume",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeExpandVolumeRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeExpandVolumeResponse.deserialize(new Uint8Array(bytes))
                },
                NodeGetCapabilities: {
                    path: "/csi.v1.Node/NodeGetCapabilities",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeGetCapabilitiesRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeGetCapabilitiesResponse.deserialize(new Uint8Array(bytes))
                },
                NodeGetInfo: {
                    path: "/csi.v1.Node/NodeGetInfo",
                    requestStream: false,
                    responseStream: false,
                    requestSerialize: (message) => Buffer.from(message.serialize()),
                    requestDeserialize: (bytes) => NodeGetInfoRequest.deserialize(new Uint8Array(bytes)),
                    responseSerialize: (message) => Buffer.from(message.serialize()),
                    responseDeserialize: (bytes) => NodeGetInfoResponse.deserialize(new Uint8Array(bytes))
                }
            };
        }
        v1.UnimplementedNodeService = UnimplementedNodeService;
        class NodeClient extends grpc_1.makeGenericClientConstructor(UnimplementedNodeService.definition, "Node", {}) {
            constructor(address, credentials, options) {
                super(address, credentials, options);
            }
            NodeStageVolume = (message, metadata, options, callback) => {
                return super.NodeStageVolume(message, metadata, options, callback);
            };
            NodeUnstageVolume = (message, metadata, options, callback) => {
                return super.NodeUnstageVolume(message, metadata, options, callback);
            };
            NodePublishVolume = (message, metadata, options, callback) => {
                return super.NodePublishVolume(message, metadata, options, callback);
            };
            NodeUnpublishVolume = (message, metadata, options, callback) => {
                return super.NodeUnpublishVolume(message, metadata, options, callback);
            };
            NodeGetVolumeStats = (message, metadata, options, callback) => {
                return super.NodeGetVolumeStats(message, metadata, options, callback);
            };
            NodeExpandVolume = (message, metadata, options, callback) => {
                return super.NodeExpandVolume(message, metadata, options, callback);
            };
            NodeGetCapabilities = (message, metadata, options, callback) => {
                return super.NodeGetCapabilities(message, metadata, options, callback);
            };
            NodeGetInfo = (message, metadata, options, callback) => {
                return super.NodeGetInfo(message, metadata, options, callback);
            };
        }
        v1.NodeClient = NodeClient;
    })(v1 = csi.v1 || (csi.v1 = {}));
})(csi || (exports.csi = csi = {}));
