package dev.runner.http;

import dev.runner.transport.HttpCall;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/// The header lines of a response, made when somebody looks at them.
final class HeaderLines extends AbstractList<HttpCall.Header> implements RandomAccess {
  private final HttpFields fields;

  HeaderLines(HttpFields fields) {
    this.fields = fields;
  }

  @Override
  public HttpCall.Header get(int index) {
    HttpField field = fields.getField(index);
    String value = field.getValue();
    return new HttpCall.Header(field.getName(), value == null ? "" : value);
  }

  @Override
  public int size() {
    return fields.size();
  }
}
