package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// Parameters of a class that are for the provisioner begin with this; the driver does not see them.
const ours = "csi.storage.k8s.io/"

type provisioner struct {
	driver       string
	capabilities map[csi.ControllerServiceCapability_RPC_Type]bool
	metadata     bool
	csi          csi.ControllerClient
	client       kubernetes.Interface
	sources      *sources
}

// Provision makes the volume of a claim.
func (p *provisioner) Provision(ctx context.Context, options controller.ProvisionOptions) (*core.PersistentVolume, controller.ProvisioningState, error) {
	claim, class := options.PVC, options.StorageClass
	source, err := p.sources.of(ctx, claim)
	if err != nil {
		return nil, controller.ProvisioningNoChange, err
	}
	wanted := claim.Spec.Resources.Requests[core.ResourceStorage]
	answer, err := p.csi.CreateVolume(ctx, &csi.CreateVolumeRequest{
		Name:                options.PVName,
		CapacityRange:       &csi.CapacityRange{RequiredBytes: wanted.Value()},
		VolumeCapabilities:  p.volumeCapabilities(claim, class.Parameters[ours+"fstype"], class.MountOptions),
		Parameters:          p.parameters(class.Parameters, claim, options.PVName),
		VolumeContentSource: source,
	})
	if err != nil {
		return nil, stateAfter(err), err
	}
	volume := answer.GetVolume()
	capacity := wanted
	if volume.GetCapacityBytes() > 0 {
		capacity = *resource.NewQuantity(volume.GetCapacityBytes(), resource.BinarySI)
	}
	return &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: options.PVName},
		Spec: core.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: *class.ReclaimPolicy,
			AccessModes:                   claim.Spec.AccessModes,
			MountOptions:                  class.MountOptions,
			VolumeMode:                    claim.Spec.VolumeMode,
			Capacity:                      core.ResourceList{core.ResourceStorage: capacity},
			PersistentVolumeSource: core.PersistentVolumeSource{CSI: &core.CSIPersistentVolumeSource{
				Driver:           p.driver,
				VolumeHandle:     volume.GetVolumeId(),
				VolumeAttributes: volume.GetVolumeContext(),
			}},
		},
	}, controller.ProvisioningFinished, nil
}

// Delete lets go of a volume that nobody claims any more.
func (p *provisioner) Delete(ctx context.Context, volume *core.PersistentVolume) error {
	if volume.Spec.CSI == nil || volume.Spec.CSI.Driver != p.driver {
		return &controller.IgnoredError{Reason: "it is another driver's"}
	}
	_, err := p.csi.DeleteVolume(ctx, &csi.DeleteVolumeRequest{VolumeId: volume.Spec.CSI.VolumeHandle})
	return err
}

// SupportsBlock leaves the refusal to the driver.
func (p *provisioner) SupportsBlock(context.Context) bool { return true }

func (p *provisioner) parameters(class map[string]string, claim *core.PersistentVolumeClaim, volume string) map[string]string {
	parameters := map[string]string{}
	for name, value := range class {
		if !strings.HasPrefix(name, ours) {
			parameters[name] = value
		}
	}
	if p.metadata {
		parameters[ours+"pvc/name"] = claim.Name
		parameters[ours+"pvc/namespace"] = claim.Namespace
		parameters[ours+"pv/name"] = volume
	}
	return parameters
}

func (p *provisioner) volumeCapabilities(claim *core.PersistentVolumeClaim, fsType string, options []string) []*csi.VolumeCapability {
	var capabilities []*csi.VolumeCapability
	for _, mode := range claim.Spec.AccessModes {
		capability := &csi.VolumeCapability{AccessMode: &csi.VolumeCapability_AccessMode{Mode: p.accessMode(mode)}}
		if claim.Spec.VolumeMode != nil && *claim.Spec.VolumeMode == core.PersistentVolumeBlock {
			capability.AccessType = &csi.VolumeCapability_Block{Block: &csi.VolumeCapability_BlockVolume{}}
		} else {
			mount := &csi.VolumeCapability_MountVolume{FsType: fsType, MountFlags: options}
			capability.AccessType = &csi.VolumeCapability_Mount{Mount: mount}
		}
		capabilities = append(capabilities, capability)
	}
	return capabilities
}

// accessMode follows what the CSI specification says of drivers with and without SINGLE_NODE_MULTI_WRITER.
func (p *provisioner) accessMode(mode core.PersistentVolumeAccessMode) csi.VolumeCapability_AccessMode_Mode {
	precise := p.capabilities[csi.ControllerServiceCapability_RPC_SINGLE_NODE_MULTI_WRITER]
	switch {
	case mode == core.ReadOnlyMany:
		return csi.VolumeCapability_AccessMode_MULTI_NODE_READER_ONLY
	case mode == core.ReadWriteMany:
		return csi.VolumeCapability_AccessMode_MULTI_NODE_MULTI_WRITER
	case mode == core.ReadWriteOnce && precise:
		return csi.VolumeCapability_AccessMode_SINGLE_NODE_MULTI_WRITER
	case mode == core.ReadWriteOncePod && precise:
		return csi.VolumeCapability_AccessMode_SINGLE_NODE_SINGLE_WRITER
	default:
		return csi.VolumeCapability_AccessMode_SINGLE_NODE_WRITER
	}
}

// stateAfter says whether the driver may still be making the volume.
func stateAfter(err error) controller.ProvisioningState {
	switch status.Code(err) {
	case codes.Canceled, codes.DeadlineExceeded, codes.Unavailable, codes.Aborted, codes.ResourceExhausted:
		return controller.ProvisioningInBackground
	default:
		return controller.ProvisioningFinished
	}
}

var errNotReady = errors.New("the source is not ready")

func notReady(what, name string) error { return fmt.Errorf("%s %s: %w", what, name, errNotReady) }
