package dev.runner.report.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.runner.result.ExampleResult;
import dev.runner.result.Outcome;
import dev.runner.result.TestResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitReportTest {
  private final TestResult result = new ExampleResult().result();

  private static byte[] write(TestResult result) throws IOException {
    var out = new ByteArrayOutputStream();
    new JunitReport().write(result, out);
    return out.toByteArray();
  }

  private static Document parse(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  @DisplayName("the file is valid against the strict schema for JUnit reports")
  void valid() throws Exception {
    URL schema = Objects.requireNonNull(getClass().getResource("junit.xsd"));
    var validator =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(schema)
            .newValidator();
    validator.validate(new StreamSource(new ByteArrayInputStream(write(result))));
  }

  @Test
  @DisplayName("thresholds and checks are cases, and failures say what was observed")
  void cases() throws Exception {
    Document document = parse(write(result));
    assertThat(elements(document, "testsuite"))
        .extracting(
            suite -> suite.getAttribute("name"),
            suite -> suite.getAttribute("tests"),
            suite -> suite.getAttribute("failures"),
            suite -> suite.getAttribute("errors"))
        .containsExactly(
            tuple("run", "1", "0", "0"),
            tuple("thresholds", "5", "2", "0"),
            tuple("checks", "3", "1", "0"));
    assertThat(elements(document, "failure"))
        .extracting(failure -> failure.getAttribute("message"))
        .containsExactly(
            "avg=1.25ms, wanted avg<0.001", "rate=33.33%, wanted rate<0.1", "1 of 1 failed");
    assertThat(elements(document, "testcase"))
        .extracting(one -> one.getAttribute("classname") + " / " + one.getAttribute("name"))
        .contains("checks.shop / bad check", "thresholds.http_req_failed / rate<0.1");
    assertThat(elements(document, "system-err").getFirst().getTextContent())
        .contains("3 × Error: no <stock> & no | idea at file:///load.js:3:9");
  }

  @Test
  @DisplayName("a run that broke off is an error, and characters that XML has not are replaced")
  void brokenOff() throws Exception {
    var broken =
        new TestResult(
            result.facts(),
            new Outcome(108, "the script ended the test: bell \u0007 ]]> \ud83d\ude00"),
            result.snapshot(),
            result.verdict(),
            result.failures(),
            null,
            List.of(),
            List.of(),
            List.of(),
            result.timeline(),
            List.of());
    byte[] xml = write(broken);
    Element error = elements(parse(xml), "error").getFirst();
    assertThat(error.getAttribute("type")).isEqualTo("exit code 108");
    assertThat(error.getTextContent())
        .isEqualTo("the script ended the test: bell \ufffd ]]> \ud83d\ude00");
    assertThat(new String(xml, StandardCharsets.UTF_8)).doesNotContain("\u0007");
  }
}
