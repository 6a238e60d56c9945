package dev.runner.output.otlp;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A real gRPC server with the services of an OpenTelemetry collector, for tests.
public final class OtlpReceiver implements AutoCloseable {
  public final BlockingQueue<ExportMetricsServiceRequest> metrics = new LinkedBlockingQueue<>();
  public final BlockingQueue<ExportTraceServiceRequest> traces = new LinkedBlockingQueue<>();

  /// The headers of each call.
  public final BlockingQueue<Metadata> headers = new LinkedBlockingQueue<>();

  private final Queue<Status> errors = new ConcurrentLinkedQueue<>();
  private final Server server;
  private volatile boolean silent;
  private volatile ExportMetricsServiceResponse answer =
      ExportMetricsServiceResponse.getDefaultInstance();

  private OtlpReceiver() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Metrics())
            .addService(new Traces())
            .intercept(new Headers())
            .build()
            .start();
  }

  public static OtlpReceiver start() throws IOException {
    return new OtlpReceiver();
  }

  /// Answers the next calls with these errors.
  OtlpReceiver failing(Status... statuses) {
    errors.addAll(Arrays.asList(statuses));
    return this;
  }

  /// Answers metrics like that from now on.
  OtlpReceiver answering(ExportMetricsPartialSuccess.Builder partial) {
    answer = ExportMetricsServiceResponse.newBuilder().setPartialSuccess(partial).build();
    return this;
  }

  /// Never answers from now on.
  OtlpReceiver silent() {
    silent = true;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private <T, A> void answer(T request, BlockingQueue<T> to, A answer, StreamObserver<A> reply) {
    if (silent) {
      return;
    }
    Status error = errors.poll();
    if (error != null) {
      reply.onError(error.asException());
      return;
    }
    to.add(request);
    reply.onNext(answer);
    reply.onCompleted();
  }

  private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    @Override
    public void export(
        ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> reply) {
      answer(request, metrics, answer, reply);
    }
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> reply) {
      answer(request, traces, ExportTraceServiceResponse.getDefaultInstance(), reply);
    }
  }

  private final class Headers implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
      headers.add(metadata);
      return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
          next.startCall(call, metadata)) {};
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
