package dev.runner.report.junit;

import dev.runner.failure.FailureReport;
import dev.runner.result.TestResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes one result as XML.
final class JunitWriter {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final XMLStreamWriter xml;
  private final TestResult result;
  private final String started;
  private final String seconds;
  private int suites;

  JunitWriter(XMLStreamWriter xml, TestResult result) {
    this.xml = xml;
    this.result = result;
    this.started =
        SECONDS.format(
            Instant.ofEpochSecond(0, result.facts().startEpochNanos()).atOffset(ZoneOffset.UTC));
    this.seconds = String.format(Locale.ROOT, "%.3f", result.facts().durationNanos() / 1e9);
  }

  void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    line();
    suite("run", Cases.run(result), seconds, facts(), errors());
    suite("thresholds", Cases.thresholds(result), "0.000", Map.of(), "");
    suite("checks", Cases.checks(result), "0.000", Map.of(), "");
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("script", result.facts().script());
    facts.put("seed", String.valueOf(result.facts().seed()));
    facts.put("runner", result.facts().version());
    facts.put("exit code", String.valueOf(result.outcome().exitCode()));
    return facts;
  }

  /// The errors of iterations, which fail no test by themselves.
  private String errors() {
    FailureReport failures = result.failures();
    if (failures.errors() == 0) {
      return "";
    }
    var text = new StringBuilder();
    text.append(failures.errors()).append(" errors in iterations\n");
    for (FailureReport.Line one : failures.top()) {
      text.append(one.count()).append(" × ").append(one.message());
      text.append(one.place().isEmpty() ? "" : " at " + one.place()).append('\n');
    }
    return text.toString();
  }

  private void suite(
      String name, List<Case> cases, String time, Map<String, String> properties, String errors)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute("id", String.valueOf(suites++));
    attribute("name", name);
    attribute("package", "runner");
    attribute("hostname", "localhost");
    attribute("timestamp", started);
    attribute("time", time);
    attribute("tests", String.valueOf(cases.size()));
    attribute("failures", String.valueOf(count(cases, Case.Kind.FAILURE)));
    attribute("errors", String.valueOf(count(cases, Case.Kind.ERROR)));
    line();
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      xml.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    xml.writeEndElement();
    line();
    for (Case one : cases) {
      write(one, time);
    }
    stream("system-out", "");
    stream("system-err", errors);
    xml.writeEndElement();
    line();
  }

  private static long count(List<Case> cases, Case.Kind kind) {
    return cases.stream().filter(one -> one.is(kind)).count();
  }

  private void write(Case one, String time) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", one.group());
    attribute("name", one.name());
    attribute("time", time);
    if (one.problem().isPresent()) {
      Case.Problem problem = one.problem().get();
      xml.writeStartElement(problem.kind() == Case.Kind.FAILURE ? "failure" : "error");
      attribute("type", problem.type());
      attribute("message", problem.message());
      xml.writeCharacters(clean(problem.details()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    line();
  }

  private void stream(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
    line();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /// The text without characters that XML 1.0 cannot hold (its section 2.2), a replacement
  /// character for each.
  private static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints().forEach(c -> clean.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}
