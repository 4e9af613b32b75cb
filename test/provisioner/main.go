// Provisioner stands in for the standard external-provisioner in tests: it answers claims of a CSI driver's classes by
// CreateVolume, and deleted volumes by DeleteVolume. It takes the flags of the standard one that the chart gives.
package main

import (
	"context"
	"flag"
	"os/signal"
	"syscall"
	"time"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/klog/v2"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

func main() {
	address := flag.String("csi-address", "unix:///csi/csi.sock", "the driver's socket")
	metadata := flag.Bool("extra-create-metadata", false, "name the claim and the volume in the parameters of CreateVolume")
	elect := flag.Bool("leader-election", false, "let one of several replicas work")
	namespace := flag.String("leader-election-namespace", "", "where the lease is")
	klog.InitFlags(nil)
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	connection, err := grpc.NewClient(*address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithAuthority("localhost"))
	check(err)
	driver, capabilities := introduce(ctx, connection)
	config, err := rest.InClusterConfig()
	check(err)
	client := kubernetes.NewForConfigOrDie(config)
	provisioner := &provisioner{
		driver:       driver,
		capabilities: capabilities,
		metadata:     *metadata,
		csi:          csi.NewControllerClient(connection),
		client:       client,
		sources:      &sources{client: client, dynamic: dynamic.NewForConfigOrDie(config)},
	}
	options := []func(*controller.ProvisionController) error{
		controller.LeaderElection(false),
		// Deleting waits for nothing else to ask for it again.
		controller.FailedProvisionThreshold(0),
		controller.FailedDeleteThreshold(0),
		controller.AddFinalizer(true),
	}
	klog.InfoS("Provisioning", "driver", driver)
	run := controller.NewProvisionController(ctx, client, driver, provisioner, options...).Run
	if !*elect {
		run(ctx)
		return
	}
	lead(ctx, client, *namespace, driver, run)
}

// introduce asks the driver who it is, and waits until it answers.
func introduce(ctx context.Context, connection *grpc.ClientConn) (string, map[csi.ControllerServiceCapability_RPC_Type]bool) {
	asking, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	info, err := csi.NewIdentityClient(connection).GetPluginInfo(asking, &csi.GetPluginInfoRequest{}, grpc.WaitForReady(true))
	check(err)
	answer, err := csi.NewControllerClient(connection).ControllerGetCapabilities(asking, &csi.ControllerGetCapabilitiesRequest{})
	check(err)
	capabilities := map[csi.ControllerServiceCapability_RPC_Type]bool{}
	for _, capability := range answer.GetCapabilities() {
		capabilities[capability.GetRpc().GetType()] = true
	}
	return info.GetName(), capabilities
}

func check(err error) {
	if err != nil {
		klog.ErrorS(err, "Cannot start")
		klog.FlushAndExit(klog.ExitFlushTimeout, 1)
	}
}
