package dev.runner.js.http;

import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.Tasks;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Services whose tasks do what is posted at once, on the thread that posts.
final class FakeServices implements ScriptServices, Tasks {
  @Override
  public <T> T shared(String key, Supplier<T> maker) {
    return maker.get();
  }

  @Override
  public Path file(String name) {
    return Path.of(name);
  }

  @Override
  public Tasks tasks() {
    return this;
  }

  @Override
  public Task begin(Runnable cancel) {
    return new Task() {
      @Override
      public void post(Runnable action) {
        action.run();
      }

      @Override
      public void complete(Runnable action) {
        action.run();
      }
    };
  }
}
