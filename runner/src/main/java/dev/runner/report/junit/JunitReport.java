package dev.runner.report.junit;

import dev.runner.report.ReportFormat;
import dev.runner.result.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// `-o junit=FILE`: a suite for the run itself, one for the thresholds, one for the checks; each
/// threshold and each check is a case, and a failure if it does not hold.
///
/// The shape is what Ant's JUnit task writes, strict enough for both schemas in common use: suites
/// always have properties and both streams, times are in seconds.
public final class JunitReport implements ReportFormat {
  @Override
  public String type() {
    return "junit";
  }

  @Override
  public void write(TestResult result, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      new JunitWriter(xml, result).write();
      xml.close();
      out.flush();
    } catch (XMLStreamException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }
}
