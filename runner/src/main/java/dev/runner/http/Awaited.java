package dev.runner.http;

/// Something that another thread brings to an end, upon which that thread unparks the waiting one.
interface Awaited {
  boolean isDone();
}
