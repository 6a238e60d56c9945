package dev.runner.demo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// Tests that share one demo server and a client of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithDemoServer {
  final DemoServer server = DemoServer.start(0);
  final DemoClient client = new DemoClient(server.baseUrl());

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }
}
