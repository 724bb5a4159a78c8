package io.outrigger.benchmarks.see;

import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.outrigger.benchmarks.measuring.JvmCommand;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Workplace;
import io.outrigger.proto.skywalking.v3.Commands;
import io.outrigger.proto.skywalking.v3.InstancePingPkg;
import io.outrigger.proto.skywalking.v3.InstanceProperties;
import io.outrigger.proto.skywalking.v3.ManagementServiceGrpc;
import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.TraceSegmentReportServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A collector of SkyWalking's that takes everything and keeps nothing. */
public final class Sink {

  private Sink() {}

  /** Starts one in a process of its own; it need not listen yet. */
  static Server start(JvmCommand jvm, Workplace place) throws IOException {
    return Server.atPort(
        "collector", place, port -> Launcher.running(jvm, Sink.class, Integer.toString(port)));
  }

  /**
   * Serves until the process is killed.
   *
   * @param args the port on the loopback interface
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    NettyServerBuilder.forAddress(address)
        .directExecutor()
        .addService(new Segments())
        .addService(new Instances())
        .build()
        .start()
        .awaitTermination();
  }

  private static void done(StreamObserver<Commands> response) {
    response.onNext(Commands.getDefaultInstance());
    response.onCompleted();
  }

  private static final class Segments
      extends TraceSegmentReportServiceGrpc.TraceSegmentReportServiceImplBase {

    @Override
    public StreamObserver<SegmentObject> collect(StreamObserver<Commands> response) {
      return new StreamObserver<>() {
        @Override
        public void onNext(SegmentObject segment) {
          // Taken.
        }

        @Override
        public void onError(Throwable failure) {
          // The sidecar has ended.
        }

        @Override
        public void onCompleted() {
          done(response);
        }
      };
    }
  }

  private static final class Instances extends ManagementServiceGrpc.ManagementServiceImplBase {

    @Override
    public void reportInstanceProperties(
        InstanceProperties request, StreamObserver<Commands> response) {
      done(response);
    }

    @Override
    public void keepAlive(InstancePingPkg request, StreamObserver<Commands> response) {
      done(response);
    }
  }
}
