package main

import (
	"context"
	"os"
	"regexp"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/klog/v2"
)

var notInNames = regexp.MustCompile("[^a-zA-Z0-9-]")

// lead works while this replica holds the lease, which has the name that the standard provisioner gives it: the chart
// allows no other.
func lead(ctx context.Context, client kubernetes.Interface, namespace, driver string, run func(context.Context)) {
	identity, err := os.Hostname()
	check(err)
	lock, err := resourcelock.New(resourcelock.LeasesResourceLock, namespace,
		notInNames.ReplaceAllString(driver, "-"), client.CoreV1(), client.CoordinationV1(),
		resourcelock.ResourceLockConfig{Identity: identity})
	check(err)
	leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{
		Lock:          lock,
		LeaseDuration: 15 * time.Second,
		RenewDeadline: 10 * time.Second,
		RetryPeriod:   5 * time.Second,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: run,
			OnStoppedLeading: func() {
				if ctx.Err() == nil {
					klog.ErrorS(nil, "The lease is lost")
					os.Exit(1)
				}
			},
		},
	})
}
