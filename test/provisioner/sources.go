package main

import (
	"context"
	"fmt"

	"github.com/container-storage-interface/spec/lib/go/csi"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
)

// sources finds what a claim is to be filled with, as the driver knows it.
type sources struct {
	client  kubernetes.Interface
	dynamic dynamic.Interface
}

func (s *sources) of(ctx context.Context, claim *core.PersistentVolumeClaim) (*csi.VolumeContentSource, error) {
	source := claim.Spec.DataSource
	switch {
	case source == nil:
		return nil, nil
	case source.Kind == "PersistentVolumeClaim":
		handle, err := s.volume(ctx, claim.Namespace, source.Name)
		return &csi.VolumeContentSource{Type: &csi.VolumeContentSource_Volume{
			Volume: &csi.VolumeContentSource_VolumeSource{VolumeId: handle},
		}}, err
	case source.Kind == "VolumeSnapshot":
		handle, err := s.snapshot(ctx, claim.Namespace, source.Name)
		return &csi.VolumeContentSource{Type: &csi.VolumeContentSource_Snapshot{
			Snapshot: &csi.VolumeContentSource_SnapshotSource{SnapshotId: handle},
		}}, err
	default:
		return nil, fmt.Errorf("a claim cannot be filled from a %s", source.Kind)
	}
}

func (s *sources) volume(ctx context.Context, namespace, name string) (string, error) {
	claim, err := s.client.CoreV1().PersistentVolumeClaims(namespace).Get(ctx, name, meta.GetOptions{})
	if err != nil {
		return "", err
	}
	if claim.Status.Phase != core.ClaimBound {
		return "", notReady("claim", name)
	}
	volume, err := s.client.CoreV1().PersistentVolumes().Get(ctx, claim.Spec.VolumeName, meta.GetOptions{})
	if err != nil {
		return "", err
	}
	if volume.Spec.CSI == nil {
		return "", fmt.Errorf("claim %s is not a CSI driver's", name)
	}
	return volume.Spec.CSI.VolumeHandle, nil
}

func (s *sources) snapshot(ctx context.Context, namespace, name string) (string, error) {
	snapshot, err := s.get(ctx, "volumesnapshots", namespace, name)
	if err != nil {
		return "", err
	}
	ready, _, _ := unstructured.NestedBool(snapshot.Object, "status", "readyToUse")
	bound, _, _ := unstructured.NestedString(snapshot.Object, "status", "boundVolumeSnapshotContentName")
	if !ready || bound == "" {
		return "", notReady("snapshot", name)
	}
	content, err := s.get(ctx, "volumesnapshotcontents", "", bound)
	if err != nil {
		return "", err
	}
	handle, _, _ := unstructured.NestedString(content.Object, "status", "snapshotHandle")
	if handle == "" {
		return "", notReady("content", bound)
	}
	return handle, nil
}

func (s *sources) get(ctx context.Context, resource, namespace, name string) (*unstructured.Unstructured, error) {
	kind := schema.GroupVersionResource{Group: "snapshot.storage.k8s.io", Version: "v1", Resource: resource}
	if namespace == "" {
		return s.dynamic.Resource(kind).Get(ctx, name, meta.GetOptions{})
	}
	return s.dynamic.Resource(kind).Namespace(namespace).Get(ctx, name, meta.GetOptions{})
}
