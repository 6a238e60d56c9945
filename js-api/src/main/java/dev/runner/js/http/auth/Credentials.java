package dev.runner.js.http.auth;

/// A user name and a password.
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "Credentials of " + user;
  }
}
