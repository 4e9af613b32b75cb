import * as dependency_2 from "./google/protobuf/timestamp";
import * as dependency_3 from "./google/protobuf/wrappers";
import * as pb_1 from "google-protobuf";
import * as grpc_1 from "@grpc/grpc-js";
export declare namespace csi.v1 {
    export enum BlockMetadataType {
        UNKNOWN = 0,
        FIXED_LENGTH = 1,
        VARIABLE_LENGTH = 2
    }
    export class GetPluginInfoRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): GetPluginInfoRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetPluginInfoRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetPluginInfoRequest;
    }
    export class GetPluginInfoResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            name?: string;
            vendor_version?: string;
            manifest?: Map<string, string>;
        });
        get name(): string;
        set name(value: string);
        get vendor_version(): string;
        set vendor_version(value: string);
        get manifest(): Map<string, string>;
        set manifest(value: Map<string, string>);
        static fromObject(data: {
            name?: string;
            vendor_version?: string;
            manifest?: {
                [key: string]: string;
            };
        }): GetPluginInfoResponse;
        toObject(): {
            name?: string;
            vendor_version?: string;
            manifest?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetPluginInfoResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetPluginInfoResponse;
    }
    export class GetPluginCapabilitiesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): GetPluginCapabilitiesRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetPluginCapabilitiesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetPluginCapabilitiesRequest;
    }
    export class GetPluginCapabilitiesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capabilities?: PluginCapability[];
        });
        get capabilities(): PluginCapability[];
        set capabilities(value: PluginCapability[]);
        static fromObject(data: {
            capabilities?: ReturnType<typeof PluginCapability.prototype.toObject>[];
        }): GetPluginCapabilitiesResponse;
        toObject(): {
            capabilities?: ReturnType<typeof PluginCapability.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetPluginCapabilitiesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetPluginCapabilitiesResponse;
    }
    export class PluginCapability extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({} & (({
            service?: PluginCapability.Service;
            volume_expansion?: never;
        } | {
            service?: never;
            volume_expansion?: PluginCapability.VolumeExpansion;
        }))));
        get service(): PluginCapability.Service;
        set service(value: PluginCapability.Service);
        get has_service(): boolean;
        get volume_expansion(): PluginCapability.VolumeExpansion;
        set volume_expansion(value: PluginCapability.VolumeExpansion);
        get has_volume_expansion(): boolean;
        get type(): "none" | "service" | "volume_expansion";
        static fromObject(data: {
            service?: ReturnType<typeof PluginCapability.Service.prototype.toObject>;
            volume_expansion?: ReturnType<typeof PluginCapability.VolumeExpansion.prototype.toObject>;
        }): PluginCapability;
        toObject(): {
            service?: ReturnType<typeof PluginCapability.Service.prototype.toObject>;
            volume_expansion?: ReturnType<typeof PluginCapability.VolumeExpansion.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): PluginCapability;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): PluginCapability;
    }
    export namespace PluginCapability {
        class Service extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                type?: PluginCapability.Service.Type;
            });
            get type(): PluginCapability.Service.Type;
            set type(value: PluginCapability.Service.Type);
            static fromObject(data: {
                type?: PluginCapability.Service.Type;
            }): Service;
            toObject(): {
                type?: PluginCapability.Service.Type;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Service;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): Service;
        }
        namespace Service {
            enum Type {
                UNKNOWN = 0,
                CONTROLLER_SERVICE = 1,
                VOLUME_ACCESSIBILITY_CONSTRAINTS = 2,
                GROUP_CONTROLLER_SERVICE = 3,
                SNAPSHOT_METADATA_SERVICE = 4
            }
        }
        class VolumeExpansion extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                type?: PluginCapability.VolumeExpansion.Type;
            });
            get type(): PluginCapability.VolumeExpansion.Type;
            set type(value: PluginCapability.VolumeExpansion.Type);
            static fromObject(data: {
                type?: PluginCapability.VolumeExpansion.Type;
            }): VolumeExpansion;
            toObject(): {
                type?: PluginCapability.VolumeExpansion.Type;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeExpansion;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): VolumeExpansion;
        }
        namespace VolumeExpansion {
            enum Type {
                UNKNOWN = 0,
                ONLINE = 1,
                OFFLINE = 2
            }
        }
    }
    export class ProbeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): ProbeRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ProbeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ProbeRequest;
    }
    export class ProbeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            ready?: dependency_3.google.protobuf.BoolValue;
        });
        get ready(): dependency_3.google.protobuf.BoolValue;
        set ready(value: dependency_3.google.protobuf.BoolValue);
        get has_ready(): boolean;
        static fromObject(data: {
            ready?: ReturnType<typeof dependency_3.google.protobuf.BoolValue.prototype.toObject>;
        }): ProbeResponse;
        toObject(): {
            ready?: ReturnType<typeof dependency_3.google.protobuf.BoolValue.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ProbeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ProbeResponse;
    }
    export class CreateVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            name?: string;
            capacity_range?: CapacityRange;
            volume_capabilities?: VolumeCapability[];
            parameters?: Map<string, string>;
            secrets?: Map<string, string>;
            volume_content_source?: VolumeContentSource;
            accessibility_requirements?: TopologyRequirement;
            mutable_parameters?: Map<string, string>;
        });
        get name(): string;
        set name(value: string);
        get capacity_range(): CapacityRange;
        set capacity_range(value: CapacityRange);
        get has_capacity_range(): boolean;
        get volume_capabilities(): VolumeCapability[];
        set volume_capabilities(value: VolumeCapability[]);
        get parameters(): Map<string, string>;
        set parameters(value: Map<string, string>);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get volume_content_source(): VolumeContentSource;
        set volume_content_source(value: VolumeContentSource);
        get has_volume_content_source(): boolean;
        get accessibility_requirements(): TopologyRequirement;
        set accessibility_requirements(value: TopologyRequirement);
        get has_accessibility_requirements(): boolean;
        get mutable_parameters(): Map<string, string>;
        set mutable_parameters(value: Map<string, string>);
        static fromObject(data: {
            name?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            secrets?: {
                [key: string]: string;
            };
            volume_content_source?: ReturnType<typeof VolumeContentSource.prototype.toObject>;
            accessibility_requirements?: ReturnType<typeof TopologyRequirement.prototype.toObject>;
            mutable_parameters?: {
                [key: string]: string;
            };
        }): CreateVolumeRequest;
        toObject(): {
            name?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            secrets?: {
                [key: string]: string;
            };
            volume_content_source?: ReturnType<typeof VolumeContentSource.prototype.toObject>;
            accessibility_requirements?: ReturnType<typeof TopologyRequirement.prototype.toObject>;
            mutable_parameters?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateVolumeRequest;
    }
    export class VolumeContentSource extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({} & (({
            snapshot?: VolumeContentSource.SnapshotSource;
            volume?: never;
        } | {
            snapshot?: never;
            volume?: VolumeContentSource.VolumeSource;
        }))));
        get snapshot(): VolumeContentSource.SnapshotSource;
        set snapshot(value: VolumeContentSource.SnapshotSource);
        get has_snapshot(): boolean;
        get volume(): VolumeContentSource.VolumeSource;
        set volume(value: VolumeContentSource.VolumeSource);
        get has_volume(): boolean;
        get type(): "none" | "snapshot" | "volume";
        static fromObject(data: {
            snapshot?: ReturnType<typeof VolumeContentSource.SnapshotSource.prototype.toObject>;
            volume?: ReturnType<typeof VolumeContentSource.VolumeSource.prototype.toObject>;
        }): VolumeContentSource;
        toObject(): {
            snapshot?: ReturnType<typeof VolumeContentSource.SnapshotSource.prototype.toObject>;
            volume?: ReturnType<typeof VolumeContentSource.VolumeSource.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeContentSource;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): VolumeContentSource;
    }
    export namespace VolumeContentSource {
        class SnapshotSource extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                snapshot_id?: string;
            });
            get snapshot_id(): string;
            set snapshot_id(value: string);
            static fromObject(data: {
                snapshot_id?: string;
            }): SnapshotSource;
            toObject(): {
                snapshot_id?: string;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): SnapshotSource;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): SnapshotSource;
        }
        class VolumeSource extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                volume_id?: string;
            });
            get volume_id(): string;
            set volume_id(value: string);
            static fromObject(data: {
                volume_id?: string;
            }): VolumeSource;
            toObject(): {
                volume_id?: string;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeSource;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): VolumeSource;
        }
    }
    export class CreateVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume?: Volume;
        });
        get volume(): Volume;
        set volume(value: Volume);
        get has_volume(): boolean;
        static fromObject(data: {
            volume?: ReturnType<typeof Volume.prototype.toObject>;
        }): CreateVolumeResponse;
        toObject(): {
            volume?: ReturnType<typeof Volume.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateVolumeResponse;
    }
    export class VolumeCapability extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({
            access_mode?: VolumeCapability.AccessMode;
        } & (({
            block?: VolumeCapability.BlockVolume;
            mount?: never;
        } | {
            block?: never;
            mount?: VolumeCapability.MountVolume;
        }))));
        get block(): VolumeCapability.BlockVolume;
        set block(value: VolumeCapability.BlockVolume);
        get has_block(): boolean;
        get mount(): VolumeCapability.MountVolume;
        set mount(value: VolumeCapability.MountVolume);
        get has_mount(): boolean;
        get access_mode(): VolumeCapability.AccessMode;
        set access_mode(value: VolumeCapability.AccessMode);
        get has_access_mode(): boolean;
        get access_type(): "block" | "mount" | "none";
        static fromObject(data: {
            block?: ReturnType<typeof VolumeCapability.BlockVolume.prototype.toObject>;
            mount?: ReturnType<typeof VolumeCapability.MountVolume.prototype.toObject>;
            access_mode?: ReturnType<typeof VolumeCapability.AccessMode.prototype.toObject>;
        }): VolumeCapability;
        toObject(): {
            block?: ReturnType<typeof VolumeCapability.BlockVolume.prototype.toObject>;
            mount?: ReturnType<typeof VolumeCapability.MountVolume.prototype.toObject>;
            access_mode?: ReturnType<typeof VolumeCapability.AccessMode.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeCapability;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): VolumeCapability;
    }
    export namespace VolumeCapability {
        class BlockVolume extends pb_1.Message {
            #private;
            constructor(data?: any[] | {});
            static fromObject(data: {}): BlockVolume;
            toObject(): {};
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): BlockVolume;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): BlockVolume;
        }
        class MountVolume extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                fs_type?: string;
                mount_flags?: string[];
                volume_mount_group?: string;
            });
            get fs_type(): string;
            set fs_type(value: string);
            get mount_flags(): string[];
            set mount_flags(value: string[]);
            get volume_mount_group(): string;
            set volume_mount_group(value: string);
            static fromObject(data: {
                fs_type?: string;
                mount_flags?: string[];
                volume_mount_group?: string;
            }): MountVolume;
            toObject(): {
                fs_type?: string;
                mount_flags?: string[];
                volume_mount_group?: string;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): MountVolume;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): MountVolume;
        }
        class AccessMode extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                mode?: VolumeCapability.AccessMode.Mode;
            });
            get mode(): VolumeCapability.AccessMode.Mode;
            set mode(value: VolumeCapability.AccessMode.Mode);
            static fromObject(data: {
                mode?: VolumeCapability.AccessMode.Mode;
            }): AccessMode;
            toObject(): {
                mode?: VolumeCapability.AccessMode.Mode;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): AccessMode;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): AccessMode;
        }
        namespace AccessMode {
            enum Mode {
                UNKNOWN = 0,
                SINGLE_NODE_WRITER = 1,
                SINGLE_NODE_READER_ONLY = 2,
                MULTI_NODE_READER_ONLY = 3,
                MULTI_NODE_SINGLE_WRITER = 4,
                MULTI_NODE_MULTI_WRITER = 5,
                SINGLE_NODE_SINGLE_WRITER = 6,
                SINGLE_NODE_MULTI_WRITER = 7
            }
        }
    }
    export class CapacityRange extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            required_bytes?: number;
            limit_bytes?: number;
        });
        get required_bytes(): number;
        set required_bytes(value: number);
        get limit_bytes(): number;
        set limit_bytes(value: number);
        static fromObject(data: {
            required_bytes?: number;
            limit_bytes?: number;
        }): CapacityRange;
        toObject(): {
            required_bytes?: number;
            limit_bytes?: number;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CapacityRange;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CapacityRange;
    }
    export class Volume extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capacity_bytes?: number;
            volume_id?: string;
            volume_context?: Map<string, string>;
            content_source?: VolumeContentSource;
            accessible_topology?: Topology[];
        });
        get capacity_bytes(): number;
        set capacity_bytes(value: number);
        get volume_id(): string;
        set volume_id(value: string);
        get volume_context(): Map<string, string>;
        set volume_context(value: Map<string, string>);
        get content_source(): VolumeContentSource;
        set content_source(value: VolumeContentSource);
        get has_content_source(): boolean;
        get accessible_topology(): Topology[];
        set accessible_topology(value: Topology[]);
        static fromObject(data: {
            capacity_bytes?: number;
            volume_id?: string;
            volume_context?: {
                [key: string]: string;
            };
            content_source?: ReturnType<typeof VolumeContentSource.prototype.toObject>;
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>[];
        }): Volume;
        toObject(): {
            capacity_bytes?: number;
            volume_id?: string;
            volume_context?: {
                [key: string]: string;
            };
            content_source?: ReturnType<typeof VolumeContentSource.prototype.toObject>;
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Volume;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): Volume;
    }
    export class TopologyRequirement extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            requisite?: Topology[];
            preferred?: Topology[];
        });
        get requisite(): Topology[];
        set requisite(value: Topology[]);
        get preferred(): Topology[];
        set preferred(value: Topology[]);
        static fromObject(data: {
            requisite?: ReturnType<typeof Topology.prototype.toObject>[];
            preferred?: ReturnType<typeof Topology.prototype.toObject>[];
        }): TopologyRequirement;
        toObject(): {
            requisite?: ReturnType<typeof Topology.prototype.toObject>[];
            preferred?: ReturnType<typeof Topology.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): TopologyRequirement;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): TopologyRequirement;
    }
    export class Topology extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            segments?: Map<string, string>;
        });
        get segments(): Map<string, string>;
        set segments(value: Map<string, string>);
        static fromObject(data: {
            segments?: {
                [key: string]: string;
            };
        }): Topology;
        toObject(): {
            segments?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Topology;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): Topology;
    }
    export class DeleteVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            secrets?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            secrets?: {
                [key: string]: string;
            };
        }): DeleteVolumeRequest;
        toObject(): {
            volume_id?: string;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteVolumeRequest;
    }
    export class DeleteVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): DeleteVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteVolumeResponse;
    }
    export class ControllerPublishVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            node_id?: string;
            volume_capability?: VolumeCapability;
            readonly?: boolean;
            secrets?: Map<string, string>;
            volume_context?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get node_id(): string;
        set node_id(value: string);
        get volume_capability(): VolumeCapability;
        set volume_capability(value: VolumeCapability);
        get has_volume_capability(): boolean;
        get readonly(): boolean;
        set readonly(value: boolean);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get volume_context(): Map<string, string>;
        set volume_context(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            node_id?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            readonly?: boolean;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        }): ControllerPublishVolumeRequest;
        toObject(): {
            volume_id?: string;
            node_id?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            readonly?: boolean;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerPublishVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerPublishVolumeRequest;
    }
    export class ControllerPublishVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            publish_context?: Map<string, string>;
        });
        get publish_context(): Map<string, string>;
        set publish_context(value: Map<string, string>);
        static fromObject(data: {
            publish_context?: {
                [key: string]: string;
            };
        }): ControllerPublishVolumeResponse;
        toObject(): {
            publish_context?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerPublishVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerPublishVolumeResponse;
    }
    export class ControllerUnpublishVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            node_id?: string;
            secrets?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get node_id(): string;
        set node_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            node_id?: string;
            secrets?: {
                [key: string]: string;
            };
        }): ControllerUnpublishVolumeRequest;
        toObject(): {
            volume_id?: string;
            node_id?: string;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerUnpublishVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerUnpublishVolumeRequest;
    }
    export class ControllerUnpublishVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): ControllerUnpublishVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerUnpublishVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerUnpublishVolumeResponse;
    }
    export class ValidateVolumeCapabilitiesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            volume_context?: Map<string, string>;
            volume_capabilities?: VolumeCapability[];
            parameters?: Map<string, string>;
            secrets?: Map<string, string>;
            mutable_parameters?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get volume_context(): Map<string, string>;
        set volume_context(value: Map<string, string>);
        get volume_capabilities(): VolumeCapability[];
        set volume_capabilities(value: VolumeCapability[]);
        get parameters(): Map<string, string>;
        set parameters(value: Map<string, string>);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get mutable_parameters(): Map<string, string>;
        set mutable_parameters(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            volume_context?: {
                [key: string]: string;
            };
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            secrets?: {
                [key: string]: string;
            };
            mutable_parameters?: {
                [key: string]: string;
            };
        }): ValidateVolumeCapabilitiesRequest;
        toObject(): {
            volume_id?: string;
            volume_context?: {
                [key: string]: string;
            };
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            secrets?: {
                [key: string]: string;
            };
            mutable_parameters?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ValidateVolumeCapabilitiesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ValidateVolumeCapabilitiesRequest;
    }
    export class ValidateVolumeCapabilitiesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            confirmed?: ValidateVolumeCapabilitiesResponse.Confirmed;
            message?: string;
        });
        get confirmed(): ValidateVolumeCapabilitiesResponse.Confirmed;
        set confirmed(value: ValidateVolumeCapabilitiesResponse.Confirmed);
        get has_confirmed(): boolean;
        get message(): string;
        set message(value: string);
        static fromObject(data: {
            confirmed?: ReturnType<typeof ValidateVolumeCapabilitiesResponse.Confirmed.prototype.toObject>;
            message?: string;
        }): ValidateVolumeCapabilitiesResponse;
        toObject(): {
            confirmed?: ReturnType<typeof ValidateVolumeCapabilitiesResponse.Confirmed.prototype.toObject>;
            message?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ValidateVolumeCapabilitiesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ValidateVolumeCapabilitiesResponse;
    }
    export namespace ValidateVolumeCapabilitiesResponse {
        class Confirmed extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                volume_context?: Map<string, string>;
                volume_capabilities?: VolumeCapability[];
                parameters?: Map<string, string>;
                mutable_parameters?: Map<string, string>;
            });
            get volume_context(): Map<string, string>;
            set volume_context(value: Map<string, string>);
            get volume_capabilities(): VolumeCapability[];
            set volume_capabilities(value: VolumeCapability[]);
            get parameters(): Map<string, string>;
            set parameters(value: Map<string, string>);
            get mutable_parameters(): Map<string, string>;
            set mutable_parameters(value: Map<string, string>);
            static fromObject(data: {
                volume_context?: {
                    [key: string]: string;
                };
                volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
                parameters?: {
                    [key: string]: string;
                };
                mutable_parameters?: {
                    [key: string]: string;
                };
            }): Confirmed;
            toObject(): {
                volume_context?: {
                    [key: string]: string;
                };
                volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
                parameters?: {
                    [key: string]: string;
                };
                mutable_parameters?: {
                    [key: string]: string;
                };
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Confirmed;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): Confirmed;
        }
    }
    export class ListVolumesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            max_entries?: number;
            starting_token?: string;
        });
        get max_entries(): number;
        set max_entries(value: number);
        get starting_token(): string;
        set starting_token(value: string);
        static fromObject(data: {
            max_entries?: number;
            starting_token?: string;
        }): ListVolumesRequest;
        toObject(): {
            max_entries?: number;
            starting_token?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ListVolumesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ListVolumesRequest;
    }
    export class ListVolumesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            entries?: ListVolumesResponse.Entry[];
            next_token?: string;
        });
        get entries(): ListVolumesResponse.Entry[];
        set entries(value: ListVolumesResponse.Entry[]);
        get next_token(): string;
        set next_token(value: string);
        static fromObject(data: {
            entries?: ReturnType<typeof ListVolumesResponse.Entry.prototype.toObject>[];
            next_token?: string;
        }): ListVolumesResponse;
        toObject(): {
            entries?: ReturnType<typeof ListVolumesResponse.Entry.prototype.toObject>[];
            next_token?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ListVolumesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ListVolumesResponse;
    }
    export namespace ListVolumesResponse {
        class VolumeStatus extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                published_node_ids?: string[];
                volume_condition?: VolumeCondition;
            });
            get published_node_ids(): string[];
            set published_node_ids(value: string[]);
            get volume_condition(): VolumeCondition;
            set volume_condition(value: VolumeCondition);
            get has_volume_condition(): boolean;
            static fromObject(data: {
                published_node_ids?: string[];
                volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
            }): VolumeStatus;
            toObject(): {
                published_node_ids?: string[];
                volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeStatus;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): VolumeStatus;
        }
        class Entry extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                volume?: Volume;
                status?: ListVolumesResponse.VolumeStatus;
            });
            get volume(): Volume;
            set volume(value: Volume);
            get has_volume(): boolean;
            get status(): ListVolumesResponse.VolumeStatus;
            set status(value: ListVolumesResponse.VolumeStatus);
            get has_status(): boolean;
            static fromObject(data: {
                volume?: ReturnType<typeof Volume.prototype.toObject>;
                status?: ReturnType<typeof ListVolumesResponse.VolumeStatus.prototype.toObject>;
            }): Entry;
            toObject(): {
                volume?: ReturnType<typeof Volume.prototype.toObject>;
                status?: ReturnType<typeof ListVolumesResponse.VolumeStatus.prototype.toObject>;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Entry;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): Entry;
        }
    }
    export class ControllerGetVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
        });
        get volume_id(): string;
        set volume_id(value: string);
        static fromObject(data: {
            volume_id?: string;
        }): ControllerGetVolumeRequest;
        toObject(): {
            volume_id?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerGetVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerGetVolumeRequest;
    }
    export class ControllerGetVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume?: Volume;
            status?: ControllerGetVolumeResponse.VolumeStatus;
        });
        get volume(): Volume;
        set volume(value: Volume);
        get has_volume(): boolean;
        get status(): ControllerGetVolumeResponse.VolumeStatus;
        set status(value: ControllerGetVolumeResponse.VolumeStatus);
        get has_status(): boolean;
        static fromObject(data: {
            volume?: ReturnType<typeof Volume.prototype.toObject>;
            status?: ReturnType<typeof ControllerGetVolumeResponse.VolumeStatus.prototype.toObject>;
        }): ControllerGetVolumeResponse;
        toObject(): {
            volume?: ReturnType<typeof Volume.prototype.toObject>;
            status?: ReturnType<typeof ControllerGetVolumeResponse.VolumeStatus.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerGetVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerGetVolumeResponse;
    }
    export namespace ControllerGetVolumeResponse {
        class VolumeStatus extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                published_node_ids?: string[];
                volume_condition?: VolumeCondition;
            });
            get published_node_ids(): string[];
            set published_node_ids(value: string[]);
            get volume_condition(): VolumeCondition;
            set volume_condition(value: VolumeCondition);
            get has_volume_condition(): boolean;
            static fromObject(data: {
                published_node_ids?: string[];
                volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
            }): VolumeStatus;
            toObject(): {
                published_node_ids?: string[];
                volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeStatus;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): VolumeStatus;
        }
    }
    export class ControllerModifyVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            secrets?: Map<string, string>;
            mutable_parameters?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get mutable_parameters(): Map<string, string>;
        set mutable_parameters(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            secrets?: {
                [key: string]: string;
            };
            mutable_parameters?: {
                [key: string]: string;
            };
        }): ControllerModifyVolumeRequest;
        toObject(): {
            volume_id?: string;
            secrets?: {
                [key: string]: string;
            };
            mutable_parameters?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerModifyVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerModifyVolumeRequest;
    }
    export class ControllerModifyVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): ControllerModifyVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerModifyVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerModifyVolumeResponse;
    }
    export class GetCapacityRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_capabilities?: VolumeCapability[];
            parameters?: Map<string, string>;
            accessible_topology?: Topology;
        });
        get volume_capabilities(): VolumeCapability[];
        set volume_capabilities(value: VolumeCapability[]);
        get parameters(): Map<string, string>;
        set parameters(value: Map<string, string>);
        get accessible_topology(): Topology;
        set accessible_topology(value: Topology);
        get has_accessible_topology(): boolean;
        static fromObject(data: {
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>;
        }): GetCapacityRequest;
        toObject(): {
            volume_capabilities?: ReturnType<typeof VolumeCapability.prototype.toObject>[];
            parameters?: {
                [key: string]: string;
            };
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetCapacityRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetCapacityRequest;
    }
    export class GetCapacityResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            available_capacity?: number;
            maximum_volume_size?: dependency_3.google.protobuf.Int64Value;
            minimum_volume_size?: dependency_3.google.protobuf.Int64Value;
        });
        get available_capacity(): number;
        set available_capacity(value: number);
        get maximum_volume_size(): dependency_3.google.protobuf.Int64Value;
        set maximum_volume_size(value: dependency_3.google.protobuf.Int64Value);
        get has_maximum_volume_size(): boolean;
        get minimum_volume_size(): dependency_3.google.protobuf.Int64Value;
        set minimum_volume_size(value: dependency_3.google.protobuf.Int64Value);
        get has_minimum_volume_size(): boolean;
        static fromObject(data: {
            available_capacity?: number;
            maximum_volume_size?: ReturnType<typeof dependency_3.google.protobuf.Int64Value.prototype.toObject>;
            minimum_volume_size?: ReturnType<typeof dependency_3.google.protobuf.Int64Value.prototype.toObject>;
        }): GetCapacityResponse;
        toObject(): {
            available_capacity?: number;
            maximum_volume_size?: ReturnType<typeof dependency_3.google.protobuf.Int64Value.prototype.toObject>;
            minimum_volume_size?: ReturnType<typeof dependency_3.google.protobuf.Int64Value.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetCapacityResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetCapacityResponse;
    }
    export class ControllerGetCapabilitiesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): ControllerGetCapabilitiesRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerGetCapabilitiesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerGetCapabilitiesRequest;
    }
    export class ControllerGetCapabilitiesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capabilities?: ControllerServiceCapability[];
        });
        get capabilities(): ControllerServiceCapability[];
        set capabilities(value: ControllerServiceCapability[]);
        static fromObject(data: {
            capabilities?: ReturnType<typeof ControllerServiceCapability.prototype.toObject>[];
        }): ControllerGetCapabilitiesResponse;
        toObject(): {
            capabilities?: ReturnType<typeof ControllerServiceCapability.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerGetCapabilitiesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerGetCapabilitiesResponse;
    }
    export class ControllerServiceCapability extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({} & (({
            rpc?: ControllerServiceCapability.RPC;
        }))));
        get rpc(): ControllerServiceCapability.RPC;
        set rpc(value: ControllerServiceCapability.RPC);
        get has_rpc(): boolean;
        get type(): "none" | "rpc";
        static fromObject(data: {
            rpc?: ReturnType<typeof ControllerServiceCapability.RPC.prototype.toObject>;
        }): ControllerServiceCapability;
        toObject(): {
            rpc?: ReturnType<typeof ControllerServiceCapability.RPC.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerServiceCapability;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerServiceCapability;
    }
    export namespace ControllerServiceCapability {
        class RPC extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                type?: ControllerServiceCapability.RPC.Type;
            });
            get type(): ControllerServiceCapability.RPC.Type;
            set type(value: ControllerServiceCapability.RPC.Type);
            static fromObject(data: {
                type?: ControllerServiceCapability.RPC.Type;
            }): RPC;
            toObject(): {
                type?: ControllerServiceCapability.RPC.Type;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): RPC;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): RPC;
        }
        namespace RPC {
            enum Type {
                UNKNOWN = 0,
                CREATE_DELETE_VOLUME = 1,
                PUBLISH_UNPUBLISH_VOLUME = 2,
                LIST_VOLUMES = 3,
                GET_CAPACITY = 4,
                CREATE_DELETE_SNAPSHOT = 5,
                LIST_SNAPSHOTS = 6,
                CLONE_VOLUME = 7,
                PUBLISH_READONLY = 8,
                EXPAND_VOLUME = 9,
                LIST_VOLUMES_PUBLISHED_NODES = 10,
                VOLUME_CONDITION = 11,
                GET_VOLUME = 12,
                SINGLE_NODE_MULTI_WRITER = 13,
                MODIFY_VOLUME = 14,
                GET_SNAPSHOT = 15
            }
        }
    }
    export class CreateSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            source_volume_id?: string;
            name?: string;
            secrets?: Map<string, string>;
            parameters?: Map<string, string>;
        });
        get source_volume_id(): string;
        set source_volume_id(value: string);
        get name(): string;
        set name(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get parameters(): Map<string, string>;
        set parameters(value: Map<string, string>);
        static fromObject(data: {
            source_volume_id?: string;
            name?: string;
            secrets?: {
                [key: string]: string;
            };
            parameters?: {
                [key: string]: string;
            };
        }): CreateSnapshotRequest;
        toObject(): {
            source_volume_id?: string;
            name?: string;
            secrets?: {
                [key: string]: string;
            };
            parameters?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateSnapshotRequest;
    }
    export class CreateSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            snapshot?: Snapshot;
        });
        get snapshot(): Snapshot;
        set snapshot(value: Snapshot);
        get has_snapshot(): boolean;
        static fromObject(data: {
            snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
        }): CreateSnapshotResponse;
        toObject(): {
            snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateSnapshotResponse;
    }
    export class Snapshot extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            size_bytes?: number;
            snapshot_id?: string;
            source_volume_id?: string;
            creation_time?: dependency_2.google.protobuf.Timestamp;
            ready_to_use?: boolean;
            group_snapshot_id?: string;
        });
        get size_bytes(): number;
        set size_bytes(value: number);
        get snapshot_id(): string;
        set snapshot_id(value: string);
        get source_volume_id(): string;
        set source_volume_id(value: string);
        get creation_time(): dependency_2.google.protobuf.Timestamp;
        set creation_time(value: dependency_2.google.protobuf.Timestamp);
        get has_creation_time(): boolean;
        get ready_to_use(): boolean;
        set ready_to_use(value: boolean);
        get group_snapshot_id(): string;
        set group_snapshot_id(value: string);
        static fromObject(data: {
            size_bytes?: number;
            snapshot_id?: string;
            source_volume_id?: string;
            creation_time?: ReturnType<typeof dependency_2.google.protobuf.Timestamp.prototype.toObject>;
            ready_to_use?: boolean;
            group_snapshot_id?: string;
        }): Snapshot;
        toObject(): {
            size_bytes?: number;
            snapshot_id?: string;
            source_volume_id?: string;
            creation_time?: ReturnType<typeof dependency_2.google.protobuf.Timestamp.prototype.toObject>;
            ready_to_use?: boolean;
            group_snapshot_id?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Snapshot;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): Snapshot;
    }
    export class DeleteSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            snapshot_id?: string;
            secrets?: Map<string, string>;
        });
        get snapshot_id(): string;
        set snapshot_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        }): DeleteSnapshotRequest;
        toObject(): {
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteSnapshotRequest;
    }
    export class DeleteSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): DeleteSnapshotResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteSnapshotResponse;
    }
    export class ListSnapshotsRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            max_entries?: number;
            starting_token?: string;
            source_volume_id?: string;
            snapshot_id?: string;
            secrets?: Map<string, string>;
        });
        get max_entries(): number;
        set max_entries(value: number);
        get starting_token(): string;
        set starting_token(value: string);
        get source_volume_id(): string;
        set source_volume_id(value: string);
        get snapshot_id(): string;
        set snapshot_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            max_entries?: number;
            starting_token?: string;
            source_volume_id?: string;
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        }): ListSnapshotsRequest;
        toObject(): {
            max_entries?: number;
            starting_token?: string;
            source_volume_id?: string;
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ListSnapshotsRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ListSnapshotsRequest;
    }
    export class ListSnapshotsResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            entries?: ListSnapshotsResponse.Entry[];
            next_token?: string;
        });
        get entries(): ListSnapshotsResponse.Entry[];
        set entries(value: ListSnapshotsResponse.Entry[]);
        get next_token(): string;
        set next_token(value: string);
        static fromObject(data: {
            entries?: ReturnType<typeof ListSnapshotsResponse.Entry.prototype.toObject>[];
            next_token?: string;
        }): ListSnapshotsResponse;
        toObject(): {
            entries?: ReturnType<typeof ListSnapshotsResponse.Entry.prototype.toObject>[];
            next_token?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ListSnapshotsResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ListSnapshotsResponse;
    }
    export namespace ListSnapshotsResponse {
        class Entry extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                snapshot?: Snapshot;
            });
            get snapshot(): Snapshot;
            set snapshot(value: Snapshot);
            get has_snapshot(): boolean;
            static fromObject(data: {
                snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
            }): Entry;
            toObject(): {
                snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): Entry;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): Entry;
        }
    }
    export class GetSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            snapshot_id?: string;
            secrets?: Map<string, string>;
        });
        get snapshot_id(): string;
        set snapshot_id(value: string);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        }): GetSnapshotRequest;
        toObject(): {
            snapshot_id?: string;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetSnapshotRequest;
    }
    export class GetSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            snapshot?: Snapshot;
        });
        get snapshot(): Snapshot;
        set snapshot(value: Snapshot);
        get has_snapshot(): boolean;
        static fromObject(data: {
            snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
        }): GetSnapshotResponse;
        toObject(): {
            snapshot?: ReturnType<typeof Snapshot.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetSnapshotResponse;
    }
    export class ControllerExpandVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            capacity_range?: CapacityRange;
            secrets?: Map<string, string>;
            volume_capability?: VolumeCapability;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get capacity_range(): CapacityRange;
        set capacity_range(value: CapacityRange);
        get has_capacity_range(): boolean;
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get volume_capability(): VolumeCapability;
        set volume_capability(value: VolumeCapability);
        get has_volume_capability(): boolean;
        static fromObject(data: {
            volume_id?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
        }): ControllerExpandVolumeRequest;
        toObject(): {
            volume_id?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerExpandVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerExpandVolumeRequest;
    }
    export class ControllerExpandVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capacity_bytes?: number;
            node_expansion_required?: boolean;
        });
        get capacity_bytes(): number;
        set capacity_bytes(value: number);
        get node_expansion_required(): boolean;
        set node_expansion_required(value: boolean);
        static fromObject(data: {
            capacity_bytes?: number;
            node_expansion_required?: boolean;
        }): ControllerExpandVolumeResponse;
        toObject(): {
            capacity_bytes?: number;
            node_expansion_required?: boolean;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): ControllerExpandVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): ControllerExpandVolumeResponse;
    }
    export class NodeStageVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            publish_context?: Map<string, string>;
            staging_target_path?: string;
            volume_capability?: VolumeCapability;
            secrets?: Map<string, string>;
            volume_context?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get publish_context(): Map<string, string>;
        set publish_context(value: Map<string, string>);
        get staging_target_path(): string;
        set staging_target_path(value: string);
        get volume_capability(): VolumeCapability;
        set volume_capability(value: VolumeCapability);
        get has_volume_capability(): boolean;
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get volume_context(): Map<string, string>;
        set volume_context(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            publish_context?: {
                [key: string]: string;
            };
            staging_target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        }): NodeStageVolumeRequest;
        toObject(): {
            volume_id?: string;
            publish_context?: {
                [key: string]: string;
            };
            staging_target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeStageVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeStageVolumeRequest;
    }
    export class NodeStageVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodeStageVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeStageVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeStageVolumeResponse;
    }
    export class NodeUnstageVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            staging_target_path?: string;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get staging_target_path(): string;
        set staging_target_path(value: string);
        static fromObject(data: {
            volume_id?: string;
            staging_target_path?: string;
        }): NodeUnstageVolumeRequest;
        toObject(): {
            volume_id?: string;
            staging_target_path?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeUnstageVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeUnstageVolumeRequest;
    }
    export class NodeUnstageVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodeUnstageVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeUnstageVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeUnstageVolumeResponse;
    }
    export class NodePublishVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            publish_context?: Map<string, string>;
            staging_target_path?: string;
            target_path?: string;
            volume_capability?: VolumeCapability;
            readonly?: boolean;
            secrets?: Map<string, string>;
            volume_context?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get publish_context(): Map<string, string>;
        set publish_context(value: Map<string, string>);
        get staging_target_path(): string;
        set staging_target_path(value: string);
        get target_path(): string;
        set target_path(value: string);
        get volume_capability(): VolumeCapability;
        set volume_capability(value: VolumeCapability);
        get has_volume_capability(): boolean;
        get readonly(): boolean;
        set readonly(value: boolean);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get volume_context(): Map<string, string>;
        set volume_context(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            publish_context?: {
                [key: string]: string;
            };
            staging_target_path?: string;
            target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            readonly?: boolean;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        }): NodePublishVolumeRequest;
        toObject(): {
            volume_id?: string;
            publish_context?: {
                [key: string]: string;
            };
            staging_target_path?: string;
            target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            readonly?: boolean;
            secrets?: {
                [key: string]: string;
            };
            volume_context?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodePublishVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodePublishVolumeRequest;
    }
    export class NodePublishVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodePublishVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodePublishVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodePublishVolumeResponse;
    }
    export class NodeUnpublishVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            target_path?: string;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get target_path(): string;
        set target_path(value: string);
        static fromObject(data: {
            volume_id?: string;
            target_path?: string;
        }): NodeUnpublishVolumeRequest;
        toObject(): {
            volume_id?: string;
            target_path?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeUnpublishVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeUnpublishVolumeRequest;
    }
    export class NodeUnpublishVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodeUnpublishVolumeResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeUnpublishVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeUnpublishVolumeResponse;
    }
    export class NodeGetVolumeStatsRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            volume_path?: string;
            staging_target_path?: string;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get volume_path(): string;
        set volume_path(value: string);
        get staging_target_path(): string;
        set staging_target_path(value: string);
        static fromObject(data: {
            volume_id?: string;
            volume_path?: string;
            staging_target_path?: string;
        }): NodeGetVolumeStatsRequest;
        toObject(): {
            volume_id?: string;
            volume_path?: string;
            staging_target_path?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetVolumeStatsRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetVolumeStatsRequest;
    }
    export class NodeGetVolumeStatsResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            usage?: VolumeUsage[];
            volume_condition?: VolumeCondition;
        });
        get usage(): VolumeUsage[];
        set usage(value: VolumeUsage[]);
        get volume_condition(): VolumeCondition;
        set volume_condition(value: VolumeCondition);
        get has_volume_condition(): boolean;
        static fromObject(data: {
            usage?: ReturnType<typeof VolumeUsage.prototype.toObject>[];
            volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
        }): NodeGetVolumeStatsResponse;
        toObject(): {
            usage?: ReturnType<typeof VolumeUsage.prototype.toObject>[];
            volume_condition?: ReturnType<typeof VolumeCondition.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetVolumeStatsResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetVolumeStatsResponse;
    }
    export class VolumeUsage extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            available?: number;
            total?: number;
            used?: number;
            unit?: VolumeUsage.Unit;
        });
        get available(): number;
        set available(value: number);
        get total(): number;
        set total(value: number);
        get used(): number;
        set used(value: number);
        get unit(): VolumeUsage.Unit;
        set unit(value: VolumeUsage.Unit);
        static fromObject(data: {
            available?: number;
            total?: number;
            used?: number;
            unit?: VolumeUsage.Unit;
        }): VolumeUsage;
        toObject(): {
            available?: number;
            total?: number;
            used?: number;
            unit?: VolumeUsage.Unit;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeUsage;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): VolumeUsage;
    }
    export namespace VolumeUsage {
        enum Unit {
            UNKNOWN = 0,
            BYTES = 1,
            INODES = 2
        }
    }
    export class VolumeCondition extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            abnormal?: boolean;
            message?: string;
        });
        get abnormal(): boolean;
        set abnormal(value: boolean);
        get message(): string;
        set message(value: string);
        static fromObject(data: {
            abnormal?: boolean;
            message?: string;
        }): VolumeCondition;
        toObject(): {
            abnormal?: boolean;
            message?: string;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeCondition;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): VolumeCondition;
    }
    export class NodeGetCapabilitiesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodeGetCapabilitiesRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetCapabilitiesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetCapabilitiesRequest;
    }
    export class NodeGetCapabilitiesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capabilities?: NodeServiceCapability[];
        });
        get capabilities(): NodeServiceCapability[];
        set capabilities(value: NodeServiceCapability[]);
        static fromObject(data: {
            capabilities?: ReturnType<typeof NodeServiceCapability.prototype.toObject>[];
        }): NodeGetCapabilitiesResponse;
        toObject(): {
            capabilities?: ReturnType<typeof NodeServiceCapability.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetCapabilitiesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetCapabilitiesResponse;
    }
    export class NodeServiceCapability extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({} & (({
            rpc?: NodeServiceCapability.RPC;
        }))));
        get rpc(): NodeServiceCapability.RPC;
        set rpc(value: NodeServiceCapability.RPC);
        get has_rpc(): boolean;
        get type(): "none" | "rpc";
        static fromObject(data: {
            rpc?: ReturnType<typeof NodeServiceCapability.RPC.prototype.toObject>;
        }): NodeServiceCapability;
        toObject(): {
            rpc?: ReturnType<typeof NodeServiceCapability.RPC.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeServiceCapability;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeServiceCapability;
    }
    export namespace NodeServiceCapability {
        class RPC extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                type?: NodeServiceCapability.RPC.Type;
            });
            get type(): NodeServiceCapability.RPC.Type;
            set type(value: NodeServiceCapability.RPC.Type);
            static fromObject(data: {
                type?: NodeServiceCapability.RPC.Type;
            }): RPC;
            toObject(): {
                type?: NodeServiceCapability.RPC.Type;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): RPC;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): RPC;
        }
        namespace RPC {
            enum Type {
                UNKNOWN = 0,
                STAGE_UNSTAGE_VOLUME = 1,
                GET_VOLUME_STATS = 2,
                EXPAND_VOLUME = 3,
                VOLUME_CONDITION = 4,
                SINGLE_NODE_MULTI_WRITER = 5,
                VOLUME_MOUNT_GROUP = 6
            }
        }
    }
    export class NodeGetInfoRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): NodeGetInfoRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetInfoRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetInfoRequest;
    }
    export class NodeGetInfoResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            node_id?: string;
            max_volumes_per_node?: number;
            accessible_topology?: Topology;
        });
        get node_id(): string;
        set node_id(value: string);
        get max_volumes_per_node(): number;
        set max_volumes_per_node(value: number);
        get accessible_topology(): Topology;
        set accessible_topology(value: Topology);
        get has_accessible_topology(): boolean;
        static fromObject(data: {
            node_id?: string;
            max_volumes_per_node?: number;
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>;
        }): NodeGetInfoResponse;
        toObject(): {
            node_id?: string;
            max_volumes_per_node?: number;
            accessible_topology?: ReturnType<typeof Topology.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeGetInfoResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeGetInfoResponse;
    }
    export class NodeExpandVolumeRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            volume_id?: string;
            volume_path?: string;
            capacity_range?: CapacityRange;
            staging_target_path?: string;
            volume_capability?: VolumeCapability;
            secrets?: Map<string, string>;
        });
        get volume_id(): string;
        set volume_id(value: string);
        get volume_path(): string;
        set volume_path(value: string);
        get capacity_range(): CapacityRange;
        set capacity_range(value: CapacityRange);
        get has_capacity_range(): boolean;
        get staging_target_path(): string;
        set staging_target_path(value: string);
        get volume_capability(): VolumeCapability;
        set volume_capability(value: VolumeCapability);
        get has_volume_capability(): boolean;
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            volume_id?: string;
            volume_path?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            staging_target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
        }): NodeExpandVolumeRequest;
        toObject(): {
            volume_id?: string;
            volume_path?: string;
            capacity_range?: ReturnType<typeof CapacityRange.prototype.toObject>;
            staging_target_path?: string;
            volume_capability?: ReturnType<typeof VolumeCapability.prototype.toObject>;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeExpandVolumeRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeExpandVolumeRequest;
    }
    export class NodeExpandVolumeResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capacity_bytes?: number;
        });
        get capacity_bytes(): number;
        set capacity_bytes(value: number);
        static fromObject(data: {
            capacity_bytes?: number;
        }): NodeExpandVolumeResponse;
        toObject(): {
            capacity_bytes?: number;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): NodeExpandVolumeResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): NodeExpandVolumeResponse;
    }
    export class GroupControllerGetCapabilitiesRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): GroupControllerGetCapabilitiesRequest;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GroupControllerGetCapabilitiesRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GroupControllerGetCapabilitiesRequest;
    }
    export class GroupControllerGetCapabilitiesResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            capabilities?: GroupControllerServiceCapability[];
        });
        get capabilities(): GroupControllerServiceCapability[];
        set capabilities(value: GroupControllerServiceCapability[]);
        static fromObject(data: {
            capabilities?: ReturnType<typeof GroupControllerServiceCapability.prototype.toObject>[];
        }): GroupControllerGetCapabilitiesResponse;
        toObject(): {
            capabilities?: ReturnType<typeof GroupControllerServiceCapability.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GroupControllerGetCapabilitiesResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GroupControllerGetCapabilitiesResponse;
    }
    export class GroupControllerServiceCapability extends pb_1.Message {
        #private;
        constructor(data?: any[] | ({} & (({
            rpc?: GroupControllerServiceCapability.RPC;
        }))));
        get rpc(): GroupControllerServiceCapability.RPC;
        set rpc(value: GroupControllerServiceCapability.RPC);
        get has_rpc(): boolean;
        get type(): "none" | "rpc";
        static fromObject(data: {
            rpc?: ReturnType<typeof GroupControllerServiceCapability.RPC.prototype.toObject>;
        }): GroupControllerServiceCapability;
        toObject(): {
            rpc?: ReturnType<typeof GroupControllerServiceCapability.RPC.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GroupControllerServiceCapability;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GroupControllerServiceCapability;
    }
    export namespace GroupControllerServiceCapability {
        class RPC extends pb_1.Message {
            #private;
            constructor(data?: any[] | {
                type?: GroupControllerServiceCapability.RPC.Type;
            });
            get type(): GroupControllerServiceCapability.RPC.Type;
            set type(value: GroupControllerServiceCapability.RPC.Type);
            static fromObject(data: {
                type?: GroupControllerServiceCapability.RPC.Type;
            }): RPC;
            toObject(): {
                type?: GroupControllerServiceCapability.RPC.Type;
            };
            serialize(): Uint8Array;
            serialize(w: pb_1.BinaryWriter): void;
            static deserialize(bytes: Uint8Array | pb_1.BinaryReader): RPC;
            serializeBinary(): Uint8Array;
            static deserializeBinary(bytes: Uint8Array): RPC;
        }
        namespace RPC {
            enum Type {
                UNKNOWN = 0,
                CREATE_DELETE_GET_VOLUME_GROUP_SNAPSHOT = 1
            }
        }
    }
    export class CreateVolumeGroupSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            name?: string;
            source_volume_ids?: string[];
            secrets?: Map<string, string>;
            parameters?: Map<string, string>;
        });
        get name(): string;
        set name(value: string);
        get source_volume_ids(): string[];
        set source_volume_ids(value: string[]);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        get parameters(): Map<string, string>;
        set parameters(value: Map<string, string>);
        static fromObject(data: {
            name?: string;
            source_volume_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
            parameters?: {
                [key: string]: string;
            };
        }): CreateVolumeGroupSnapshotRequest;
        toObject(): {
            name?: string;
            source_volume_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
            parameters?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateVolumeGroupSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateVolumeGroupSnapshotRequest;
    }
    export class CreateVolumeGroupSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            group_snapshot?: VolumeGroupSnapshot;
        });
        get group_snapshot(): VolumeGroupSnapshot;
        set group_snapshot(value: VolumeGroupSnapshot);
        get has_group_snapshot(): boolean;
        static fromObject(data: {
            group_snapshot?: ReturnType<typeof VolumeGroupSnapshot.prototype.toObject>;
        }): CreateVolumeGroupSnapshotResponse;
        toObject(): {
            group_snapshot?: ReturnType<typeof VolumeGroupSnapshot.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): CreateVolumeGroupSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): CreateVolumeGroupSnapshotResponse;
    }
    export class VolumeGroupSnapshot extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            group_snapshot_id?: string;
            snapshots?: Snapshot[];
            creation_time?: dependency_2.google.protobuf.Timestamp;
            ready_to_use?: boolean;
        });
        get group_snapshot_id(): string;
        set group_snapshot_id(value: string);
        get snapshots(): Snapshot[];
        set snapshots(value: Snapshot[]);
        get creation_time(): dependency_2.google.protobuf.Timestamp;
        set creation_time(value: dependency_2.google.protobuf.Timestamp);
        get has_creation_time(): boolean;
        get ready_to_use(): boolean;
        set ready_to_use(value: boolean);
        static fromObject(data: {
            group_snapshot_id?: string;
            snapshots?: ReturnType<typeof Snapshot.prototype.toObject>[];
            creation_time?: ReturnType<typeof dependency_2.google.protobuf.Timestamp.prototype.toObject>;
            ready_to_use?: boolean;
        }): VolumeGroupSnapshot;
        toObject(): {
            group_snapshot_id?: string;
            snapshots?: ReturnType<typeof Snapshot.prototype.toObject>[];
            creation_time?: ReturnType<typeof dependency_2.google.protobuf.Timestamp.prototype.toObject>;
            ready_to_use?: boolean;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): VolumeGroupSnapshot;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): VolumeGroupSnapshot;
    }
    export class DeleteVolumeGroupSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: Map<string, string>;
        });
        get group_snapshot_id(): string;
        set group_snapshot_id(value: string);
        get snapshot_ids(): string[];
        set snapshot_ids(value: string[]);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
        }): DeleteVolumeGroupSnapshotRequest;
        toObject(): {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteVolumeGroupSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteVolumeGroupSnapshotRequest;
    }
    export class DeleteVolumeGroupSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {});
        static fromObject(data: {}): DeleteVolumeGroupSnapshotResponse;
        toObject(): {};
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): DeleteVolumeGroupSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): DeleteVolumeGroupSnapshotResponse;
    }
    export class GetVolumeGroupSnapshotRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: Map<string, string>;
        });
        get group_snapshot_id(): string;
        set group_snapshot_id(value: string);
        get snapshot_ids(): string[];
        set snapshot_ids(value: string[]);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
        }): GetVolumeGroupSnapshotRequest;
        toObject(): {
            group_snapshot_id?: string;
            snapshot_ids?: string[];
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetVolumeGroupSnapshotRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetVolumeGroupSnapshotRequest;
    }
    export class GetVolumeGroupSnapshotResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            group_snapshot?: VolumeGroupSnapshot;
        });
        get group_snapshot(): VolumeGroupSnapshot;
        set group_snapshot(value: VolumeGroupSnapshot);
        get has_group_snapshot(): boolean;
        static fromObject(data: {
            group_snapshot?: ReturnType<typeof VolumeGroupSnapshot.prototype.toObject>;
        }): GetVolumeGroupSnapshotResponse;
        toObject(): {
            group_snapshot?: ReturnType<typeof VolumeGroupSnapshot.prototype.toObject>;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetVolumeGroupSnapshotResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetVolumeGroupSnapshotResponse;
    }
    export class BlockMetadata extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            byte_offset?: number;
            size_bytes?: number;
        });
        get byte_offset(): number;
        set byte_offset(value: number);
        get size_bytes(): number;
        set size_bytes(value: number);
        static fromObject(data: {
            byte_offset?: number;
            size_bytes?: number;
        }): BlockMetadata;
        toObject(): {
            byte_offset?: number;
            size_bytes?: number;
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): BlockMetadata;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): BlockMetadata;
    }
    export class GetMetadataAllocatedRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: Map<string, string>;
        });
        get snapshot_id(): string;
        set snapshot_id(value: string);
        get starting_offset(): number;
        set starting_offset(value: number);
        get max_results(): number;
        set max_results(value: number);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: {
                [key: string]: string;
            };
        }): GetMetadataAllocatedRequest;
        toObject(): {
            snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetMetadataAllocatedRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetMetadataAllocatedRequest;
    }
    export class GetMetadataAllocatedResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: BlockMetadata[];
        });
        get block_metadata_type(): BlockMetadataType;
        set block_metadata_type(value: BlockMetadataType);
        get volume_capacity_bytes(): number;
        set volume_capacity_bytes(value: number);
        get block_metadata(): BlockMetadata[];
        set block_metadata(value: BlockMetadata[]);
        static fromObject(data: {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: ReturnType<typeof BlockMetadata.prototype.toObject>[];
        }): GetMetadataAllocatedResponse;
        toObject(): {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: ReturnType<typeof BlockMetadata.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetMetadataAllocatedResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetMetadataAllocatedResponse;
    }
    export class GetMetadataDeltaRequest extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            base_snapshot_id?: string;
            target_snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: Map<string, string>;
        });
        get base_snapshot_id(): string;
        set base_snapshot_id(value: string);
        get target_snapshot_id(): string;
        set target_snapshot_id(value: string);
        get starting_offset(): number;
        set starting_offset(value: number);
        get max_results(): number;
        set max_results(value: number);
        get secrets(): Map<string, string>;
        set secrets(value: Map<string, string>);
        static fromObject(data: {
            base_snapshot_id?: string;
            target_snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: {
                [key: string]: string;
            };
        }): GetMetadataDeltaRequest;
        toObject(): {
            base_snapshot_id?: string;
            target_snapshot_id?: string;
            starting_offset?: number;
            max_results?: number;
            secrets?: {
                [key: string]: string;
            };
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetMetadataDeltaRequest;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetMetadataDeltaRequest;
    }
    export class GetMetadataDeltaResponse extends pb_1.Message {
        #private;
        constructor(data?: any[] | {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: BlockMetadata[];
        });
        get block_metadata_type(): BlockMetadataType;
        set block_metadata_type(value: BlockMetadataType);
        get volume_capacity_bytes(): number;
        set volume_capacity_bytes(value: number);
        get block_metadata(): BlockMetadata[];
        set block_metadata(value: BlockMetadata[]);
        static fromObject(data: {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: ReturnType<typeof BlockMetadata.prototype.toObject>[];
        }): GetMetadataDeltaResponse;
        toObject(): {
            block_metadata_type?: BlockMetadataType;
            volume_capacity_bytes?: number;
            block_metadata?: ReturnType<typeof BlockMetadata.prototype.toObject>[];
        };
        serialize(): Uint8Array;
        serialize(w: pb_1.BinaryWriter): void;
        static deserialize(bytes: Uint8Array | pb_1.BinaryReader): GetMetadataDeltaResponse;
        serializeBinary(): Uint8Array;
        static deserializeBinary(bytes: Uint8Array): GetMetadataDeltaResponse;
    }
    interface GrpcUnaryServiceInterface<P, R> {
        (message: P, metadata: grpc_1.Metadata, options: grpc_1.CallOptions, callback: grpc_1.requestCallback<R>): grpc_1.ClientUnaryCall;
        (message: P, metadata: grpc_1.Metadata, callback: grpc_1.requestCallback<R>): grpc_1.ClientUnaryCall;
        (message: P, options: grpc_1.CallOptions, callback: grpc_1.requestCallback<R>): grpc_1.ClientUnaryCall;
        (message: P, callback: grpc_1.requestCallback<R>): grpc_1.ClientUnaryCall;
    }
    interface GrpcStreamServiceInterface<P, R> {
        (message: P, metadata: grpc_1.Metadata, options?: grpc_1.CallOptions): grpc_1.ClientReadableStream<R>;
        (message: P, options?: grpc_1.CallOptions): grpc_1.ClientReadableStream<R>;
    }
    export abstract class UnimplementedIdentityService {
        static definition: {
            GetPluginInfo: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetPluginInfoRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetPluginInfoRequest;
                responseSerialize: (message: GetPluginInfoResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetPluginInfoResponse;
            };
            GetPluginCapabilities: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetPluginCapabilitiesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetPluginCapabilitiesRequest;
                responseSerialize: (message: GetPluginCapabilitiesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetPluginCapabilitiesResponse;
            };
            Probe: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ProbeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ProbeRequest;
                responseSerialize: (message: ProbeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ProbeResponse;
            };
        };
        [method: string]: grpc_1.UntypedHandleCall;
        abstract GetPluginInfo(call: grpc_1.ServerUnaryCall<GetPluginInfoRequest, GetPluginInfoResponse>, callback: grpc_1.sendUnaryData<GetPluginInfoResponse>): void;
        abstract GetPluginCapabilities(call: grpc_1.ServerUnaryCall<GetPluginCapabilitiesRequest, GetPluginCapabilitiesResponse>, callback: grpc_1.sendUnaryData<GetPluginCapabilitiesResponse>): void;
        abstract Probe(call: grpc_1.ServerUnaryCall<ProbeRequest, ProbeResponse>, callback: grpc_1.sendUnaryData<ProbeResponse>): void;
    }
    const IdentityClient_base: grpc_1.ServiceClientConstructor;
    export class IdentityClient extends IdentityClient_base {
        constructor(address: string, credentials: grpc_1.ChannelCredentials, options?: Partial<grpc_1.ChannelOptions>);
        GetPluginInfo: GrpcUnaryServiceInterface<GetPluginInfoRequest, GetPluginInfoResponse>;
        GetPluginCapabilities: GrpcUnaryServiceInterface<GetPluginCapabilitiesRequest, GetPluginCapabilitiesResponse>;
        Probe: GrpcUnaryServiceInterface<ProbeRequest, ProbeResponse>;
    }
    export abstract class UnimplementedControllerService {
        static definition: {
            CreateVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: CreateVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => CreateVolumeRequest;
                responseSerialize: (message: CreateVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => CreateVolumeResponse;
            };
            DeleteVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: DeleteVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => DeleteVolumeRequest;
                responseSerialize: (message: DeleteVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => DeleteVolumeResponse;
            };
            ControllerPublishVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerPublishVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerPublishVolumeRequest;
                responseSerialize: (message: ControllerPublishVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerPublishVolumeResponse;
            };
            ControllerUnpublishVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerUnpublishVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerUnpublishVolumeRequest;
                responseSerialize: (message: ControllerUnpublishVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerUnpublishVolumeResponse;
            };
            ValidateVolumeCapabilities: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ValidateVolumeCapabilitiesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ValidateVolumeCapabilitiesRequest;
                responseSerialize: (message: ValidateVolumeCapabilitiesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ValidateVolumeCapabilitiesResponse;
            };
            ListVolumes: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ListVolumesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ListVolumesRequest;
                responseSerialize: (message: ListVolumesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ListVolumesResponse;
            };
            GetCapacity: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetCapacityRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetCapacityRequest;
                responseSerialize: (message: GetCapacityResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetCapacityResponse;
            };
            ControllerGetCapabilities: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerGetCapabilitiesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerGetCapabilitiesRequest;
                responseSerialize: (message: ControllerGetCapabilitiesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerGetCapabilitiesResponse;
            };
            CreateSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: CreateSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => CreateSnapshotRequest;
                responseSerialize: (message: CreateSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => CreateSnapshotResponse;
            };
            DeleteSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: DeleteSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => DeleteSnapshotRequest;
                responseSerialize: (message: DeleteSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => DeleteSnapshotResponse;
            };
            ListSnapshots: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ListSnapshotsRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ListSnapshotsRequest;
                responseSerialize: (message: ListSnapshotsResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ListSnapshotsResponse;
            };
            GetSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetSnapshotRequest;
                responseSerialize: (message: GetSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetSnapshotResponse;
            };
            ControllerExpandVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerExpandVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerExpandVolumeRequest;
                responseSerialize: (message: ControllerExpandVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerExpandVolumeResponse;
            };
            ControllerGetVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerGetVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerGetVolumeRequest;
                responseSerialize: (message: ControllerGetVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerGetVolumeResponse;
            };
            ControllerModifyVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: ControllerModifyVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => ControllerModifyVolumeRequest;
                responseSerialize: (message: ControllerModifyVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => ControllerModifyVolumeResponse;
            };
        };
        [method: string]: grpc_1.UntypedHandleCall;
        abstract CreateVolume(call: grpc_1.ServerUnaryCall<CreateVolumeRequest, CreateVolumeResponse>, callback: grpc_1.sendUnaryData<CreateVolumeResponse>): void;
        abstract DeleteVolume(call: grpc_1.ServerUnaryCall<DeleteVolumeRequest, DeleteVolumeResponse>, callback: grpc_1.sendUnaryData<DeleteVolumeResponse>): void;
        abstract ControllerPublishVolume(call: grpc_1.ServerUnaryCall<ControllerPublishVolumeRequest, ControllerPublishVolumeResponse>, callback: grpc_1.sendUnaryData<ControllerPublishVolumeResponse>): void;
        abstract ControllerUnpublishVolume(call: grpc_1.ServerUnaryCall<ControllerUnpublishVolumeRequest, ControllerUnpublishVolumeResponse>, callback: grpc_1.sendUnaryData<ControllerUnpublishVolumeResponse>): void;
        abstract ValidateVolumeCapabilities(call: grpc_1.ServerUnaryCall<ValidateVolumeCapabilitiesRequest, ValidateVolumeCapabilitiesResponse>, callback: grpc_1.sendUnaryData<ValidateVolumeCapabilitiesResponse>): void;
        abstract ListVolumes(call: grpc_1.ServerUnaryCall<ListVolumesRequest, ListVolumesResponse>, callback: grpc_1.sendUnaryData<ListVolumesResponse>): void;
        abstract GetCapacity(call: grpc_1.ServerUnaryCall<GetCapacityRequest, GetCapacityResponse>, callback: grpc_1.sendUnaryData<GetCapacityResponse>): void;
        abstract ControllerGetCapabilities(call: grpc_1.ServerUnaryCall<ControllerGetCapabilitiesRequest, ControllerGetCapabilitiesResponse>, callback: grpc_1.sendUnaryData<ControllerGetCapabilitiesResponse>): void;
        abstract CreateSnapshot(call: grpc_1.ServerUnaryCall<CreateSnapshotRequest, CreateSnapshotResponse>, callback: grpc_1.sendUnaryData<CreateSnapshotResponse>): void;
        abstract DeleteSnapshot(call: grpc_1.ServerUnaryCall<DeleteSnapshotRequest, DeleteSnapshotResponse>, callback: grpc_1.sendUnaryData<DeleteSnapshotResponse>): void;
        abstract ListSnapshots(call: grpc_1.ServerUnaryCall<ListSnapshotsRequest, ListSnapshotsResponse>, callback: grpc_1.sendUnaryData<ListSnapshotsResponse>): void;
        abstract GetSnapshot(call: grpc_1.ServerUnaryCall<GetSnapshotRequest, GetSnapshotResponse>, callback: grpc_1.sendUnaryData<GetSnapshotResponse>): void;
        abstract ControllerExpandVolume(call: grpc_1.ServerUnaryCall<ControllerExpandVolumeRequest, ControllerExpandVolumeResponse>, callback: grpc_1.sendUnaryData<ControllerExpandVolumeResponse>): void;
        abstract ControllerGetVolume(call: grpc_1.ServerUnaryCall<ControllerGetVolumeRequest, ControllerGetVolumeResponse>, callback: grpc_1.sendUnaryData<ControllerGetVolumeResponse>): void;
        abstract ControllerModifyVolume(call: grpc_1.ServerUnaryCall<ControllerModifyVolumeRequest, ControllerModifyVolumeResponse>, callback: grpc_1.sendUnaryData<ControllerModifyVolumeResponse>): void;
    }
    const ControllerClient_base: grpc_1.ServiceClientConstructor;
    export class ControllerClient extends ControllerClient_base {
        constructor(address: string, credentials: grpc_1.ChannelCredentials, options?: Partial<grpc_1.ChannelOptions>);
        CreateVolume: GrpcUnaryServiceInterface<CreateVolumeRequest, CreateVolumeResponse>;
        DeleteVolume: GrpcUnaryServiceInterface<DeleteVolumeRequest, DeleteVolumeResponse>;
        ControllerPublishVolume: GrpcUnaryServiceInterface<ControllerPublishVolumeRequest, ControllerPublishVolumeResponse>;
        ControllerUnpublishVolume: GrpcUnaryServiceInterface<ControllerUnpublishVolumeRequest, ControllerUnpublishVolumeResponse>;
        ValidateVolumeCapabilities: GrpcUnaryServiceInterface<ValidateVolumeCapabilitiesRequest, ValidateVolumeCapabilitiesResponse>;
        ListVolumes: GrpcUnaryServiceInterface<ListVolumesRequest, ListVolumesResponse>;
        GetCapacity: GrpcUnaryServiceInterface<GetCapacityRequest, GetCapacityResponse>;
        ControllerGetCapabilities: GrpcUnaryServiceInterface<ControllerGetCapabilitiesRequest, ControllerGetCapabilitiesResponse>;
        CreateSnapshot: GrpcUnaryServiceInterface<CreateSnapshotRequest, CreateSnapshotResponse>;
        DeleteSnapshot: GrpcUnaryServiceInterface<DeleteSnapshotRequest, DeleteSnapshotResponse>;
        ListSnapshots: GrpcUnaryServiceInterface<ListSnapshotsRequest, ListSnapshotsResponse>;
        GetSnapshot: GrpcUnaryServiceInterface<GetSnapshotRequest, GetSnapshotResponse>;
        ControllerExpandVolume: GrpcUnaryServiceInterface<ControllerExpandVolumeRequest, ControllerExpandVolumeResponse>;
        ControllerGetVolume: GrpcUnaryServiceInterface<ControllerGetVolumeRequest, ControllerGetVolumeResponse>;
        ControllerModifyVolume: GrpcUnaryServiceInterface<ControllerModifyVolumeRequest, ControllerModifyVolumeResponse>;
    }
    export abstract class UnimplementedGroupControllerService {
        static definition: {
            GroupControllerGetCapabilities: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GroupControllerGetCapabilitiesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GroupControllerGetCapabilitiesRequest;
                responseSerialize: (message: GroupControllerGetCapabilitiesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GroupControllerGetCapabilitiesResponse;
            };
            CreateVolumeGroupSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: CreateVolumeGroupSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => CreateVolumeGroupSnapshotRequest;
                responseSerialize: (message: CreateVolumeGroupSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => CreateVolumeGroupSnapshotResponse;
            };
            DeleteVolumeGroupSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: DeleteVolumeGroupSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => DeleteVolumeGroupSnapshotRequest;
                responseSerialize: (message: DeleteVolumeGroupSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => DeleteVolumeGroupSnapshotResponse;
            };
            GetVolumeGroupSnapshot: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetVolumeGroupSnapshotRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetVolumeGroupSnapshotRequest;
                responseSerialize: (message: GetVolumeGroupSnapshotResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetVolumeGroupSnapshotResponse;
            };
        };
        [method: string]: grpc_1.UntypedHandleCall;
        abstract GroupControllerGetCapabilities(call: grpc_1.ServerUnaryCall<GroupControllerGetCapabilitiesRequest, GroupControllerGetCapabilitiesResponse>, callback: grpc_1.sendUnaryData<GroupControllerGetCapabilitiesResponse>): void;
        abstract CreateVolumeGroupSnapshot(call: grpc_1.ServerUnaryCall<CreateVolumeGroupSnapshotRequest, CreateVolumeGroupSnapshotResponse>, callback: grpc_1.sendUnaryData<CreateVolumeGroupSnapshotResponse>): void;
        abstract DeleteVolumeGroupSnapshot(call: grpc_1.ServerUnaryCall<DeleteVolumeGroupSnapshotRequest, DeleteVolumeGroupSnapshotResponse>, callback: grpc_1.sendUnaryData<DeleteVolumeGroupSnapshotResponse>): void;
        abstract GetVolumeGroupSnapshot(call: grpc_1.ServerUnaryCall<GetVolumeGroupSnapshotRequest, GetVolumeGroupSnapshotResponse>, callback: grpc_1.sendUnaryData<GetVolumeGroupSnapshotResponse>): void;
    }
    const GroupControllerClient_base: grpc_1.ServiceClientConstructor;
    export class GroupControllerClient extends GroupControllerClient_base {
        constructor(address: string, credentials: grpc_1.ChannelCredentials, options?: Partial<grpc_1.ChannelOptions>);
        GroupControllerGetCapabilities: GrpcUnaryServiceInterface<GroupControllerGetCapabilitiesRequest, GroupControllerGetCapabilitiesResponse>;
        CreateVolumeGroupSnapshot: GrpcUnaryServiceInterface<CreateVolumeGroupSnapshotRequest, CreateVolumeGroupSnapshotResponse>;
        DeleteVolumeGroupSnapshot: GrpcUnaryServiceInterface<DeleteVolumeGroupSnapshotRequest, DeleteVolumeGroupSnapshotResponse>;
        GetVolumeGroupSnapshot: GrpcUnaryServiceInterface<GetVolumeGroupSnapshotRequest, GetVolumeGroupSnapshotResponse>;
    }
    export abstract class UnimplementedSnapshotMetadataService {
        static definition: {
            GetMetadataAllocated: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetMetadataAllocatedRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetMetadataAllocatedRequest;
                responseSerialize: (message: GetMetadataAllocatedResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetMetadataAllocatedResponse;
            };
            GetMetadataDelta: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: GetMetadataDeltaRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => GetMetadataDeltaRequest;
                responseSerialize: (message: GetMetadataDeltaResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => GetMetadataDeltaResponse;
            };
        };
        [method: string]: grpc_1.UntypedHandleCall;
        abstract GetMetadataAllocated(call: grpc_1.ServerWritableStream<GetMetadataAllocatedRequest, GetMetadataAllocatedResponse>): void;
        abstract GetMetadataDelta(call: grpc_1.ServerWritableStream<GetMetadataDeltaRequest, GetMetadataDeltaResponse>): void;
    }
    const SnapshotMetadataClient_base: grpc_1.ServiceClientConstructor;
    export class SnapshotMetadataClient extends SnapshotMetadataClient_base {
        constructor(address: string, credentials: grpc_1.ChannelCredentials, options?: Partial<grpc_1.ChannelOptions>);
        GetMetadataAllocated: GrpcStreamServiceInterface<GetMetadataAllocatedRequest, GetMetadataAllocatedResponse>;
        GetMetadataDelta: GrpcStreamServiceInterface<GetMetadataDeltaRequest, GetMetadataDeltaResponse>;
    }
    export abstract class UnimplementedNodeService {
        static definition: {
            NodeStageVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeStageVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeStageVolumeRequest;
                responseSerialize: (message: NodeStageVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeStageVolumeResponse;
            };
            NodeUnstageVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeUnstageVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeUnstageVolumeRequest;
                responseSerialize: (message: NodeUnstageVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeUnstageVolumeResponse;
            };
            NodePublishVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodePublishVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodePublishVolumeRequest;
                responseSerialize: (message: NodePublishVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodePublishVolumeResponse;
            };
            NodeUnpublishVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeUnpublishVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeUnpublishVolumeRequest;
                responseSerialize: (message: NodeUnpublishVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeUnpublishVolumeResponse;
            };
            NodeGetVolumeStats: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeGetVolumeStatsRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeGetVolumeStatsRequest;
                responseSerialize: (message: NodeGetVolumeStatsResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeGetVolumeStatsResponse;
            };
            NodeExpandVolume: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeExpandVolumeRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeExpandVolumeRequest;
                responseSerialize: (message: NodeExpandVolumeResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeExpandVolumeResponse;
            };
            NodeGetCapabilities: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeGetCapabilitiesRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeGetCapabilitiesRequest;
                responseSerialize: (message: NodeGetCapabilitiesResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeGetCapabilitiesResponse;
            };
            NodeGetInfo: {
                path: string;
                requestStream: boolean;
                responseStream: boolean;
                requestSerialize: (message: NodeGetInfoRequest) => Buffer<ArrayBuffer>;
                requestDeserialize: (bytes: Buffer) => NodeGetInfoRequest;
                responseSerialize: (message: NodeGetInfoResponse) => Buffer<ArrayBuffer>;
                responseDeserialize: (bytes: Buffer) => NodeGetInfoResponse;
            };
        };
        [method: string]: grpc_1.UntypedHandleCall;
        abstract NodeStageVolume(call: grpc_1.ServerUnaryCall<NodeStageVolumeRequest, NodeStageVolumeResponse>, callback: grpc_1.sendUnaryData<NodeStageVolumeResponse>): void;
        abstract NodeUnstageVolume(call: grpc_1.ServerUnaryCall<NodeUnstageVolumeRequest, NodeUnstageVolumeResponse>, callback: grpc_1.sendUnaryData<NodeUnstageVolumeResponse>): void;
        abstract NodePublishVolume(call: grpc_1.ServerUnaryCall<NodePublishVolumeRequest, NodePublishVolumeResponse>, callback: grpc_1.sendUnaryData<NodePublishVolumeResponse>): void;
        abstract NodeUnpublishVolume(call: grpc_1.ServerUnaryCall<NodeUnpublishVolumeRequest, NodeUnpublishVolumeResponse>, callback: grpc_1.sendUnaryData<NodeUnpublishVolumeResponse>): void;
        abstract NodeGetVolumeStats(call: grpc_1.ServerUnaryCall<NodeGetVolumeStatsRequest, NodeGetVolumeStatsResponse>, callback: grpc_1.sendUnaryData<NodeGetVolumeStatsResponse>): void;
        abstract NodeExpandVolume(call: grpc_1.ServerUnaryCall<NodeExpandVolumeRequest, NodeExpandVolumeResponse>, callback: grpc_1.sendUnaryData<NodeExpandVolumeResponse>): void;
        abstract NodeGetCapabilities(call: grpc_1.ServerUnaryCall<NodeGetCapabilitiesRequest, NodeGetCapabilitiesResponse>, callback: grpc_1.sendUnaryData<NodeGetCapabilitiesResponse>): void;
        abstract NodeGetInfo(call: grpc_1.ServerUnaryCall<NodeGetInfoRequest, NodeGetInfoResponse>, callback: grpc_1.sendUnaryData<NodeGetInfoResponse>): void;
    }
    const NodeClient_base: grpc_1.ServiceClientConstructor;
    export class NodeClient extends NodeClient_base {
        constructor(address: string, credentials: grpc_1.ChannelCredentials, options?: Partial<grpc_1.ChannelOptions>);
        NodeStageVolume: GrpcUnaryServiceInterface<NodeStageVolumeRequest, NodeStageVolumeResponse>;
        NodeUnstageVolume: GrpcUnaryServiceInterface<NodeUnstageVolumeRequest, NodeUnstageVolumeResponse>;
        NodePublishVolume: GrpcUnaryServiceInterface<NodePublishVolumeRequest, NodePublishVolumeResponse>;
        NodeUnpublishVolume: GrpcUnaryServiceInterface<NodeUnpublishVolumeRequest, NodeUnpublishVolumeResponse>;
        NodeGetVolumeStats: GrpcUnaryServiceInterface<NodeGetVolumeStatsRequest, NodeGetVolumeStatsResponse>;
        NodeExpandVolume: GrpcUnaryServiceInterface<NodeExpandVolumeRequest, NodeExpandVolumeResponse>;
        NodeGetCapabilities: GrpcUnaryServiceInterface<NodeGetCapabilitiesRequest, NodeGetCapabilitiesResponse>;
        NodeGetInfo: GrpcUnaryServiceInterface<NodeGetInfoRequest, NodeGetInfoResponse>;
    }
    export {};
}
