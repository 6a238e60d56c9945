package dev.runner.js.module;

/// What goes on beside the script of one virtual user, such as requests that it does not wait for:
/// the end of an iteration, of `setup` and so on waits for all of it, and timers run meanwhile.
public interface Tasks {
  /// Begins a task. To be called on the virtual user's thread.
  ///
  /// @param cancel called on the virtual user's thread if the iteration is given up before the end
  ///   of the task, because the script threw or has to stop
  Task begin(Runnable cancel);

  /// Something that goes on until it is completed. Safe for use by any thread.
  interface Task {
    /// Has something done on the virtual user's thread, with the script at rest; the task goes on.
    /// Without effect once the task is over or cancelled.
    ///
    /// @param action may call into the script
    void post(Runnable action);

    /// Ends the task, after a last action. Without effect once the task is over or cancelled.
    ///
    /// @param action may call into the script, and begin new tasks
    void complete(Runnable action);
  }
}
