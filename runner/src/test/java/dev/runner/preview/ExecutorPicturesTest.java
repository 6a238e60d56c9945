package dev.runner.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.executor.Executors;
import dev.runner.executor.Outlook;
import dev.runner.executor.Scenarios;
import dev.runner.pace.Arrivals;
import dev.runner.pace.VuStep;
import dev.runner.plan.ScenarioPlan;
import dev.runner.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pictures in `docs/executors.md` show what the arithmetic of today says. Run with
/// `-Dpictures.write=true` to draw them anew.
final class ExecutorPicturesTest {
  private static final Path FOLDER = Path.of("..", "docs", "images", "executors");

  /// How long each iteration takes in the pictures.
  private static final double ITERATION = 0.7;

  private static final int LEFT = 60;
  private static final int WIDTH = 640;
  private static final int LANE = 22;
  private static final int TOP = 34;

  /// An iteration as a bar: on the lane of a virtual user, from a moment on.
  private record Bar(int lane, double from) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "constant-vus | {'vus':3,'duration':'5s'}",
        "ramping-vus | {'startVUs':0,'stages':[{'duration':'2s','target':4},{'duration':'1s','target':4},{'duration':'2s','target':0}],'gracefulRampDown':'1s'}",
        "shared-iterations | {'vus':3,'iterations':13}",
        "per-vu-iterations | {'vus':3,'iterations':4}",
        "externally-controlled | {'vus':2,'maxVUs':4,'duration':'5s'}",
        "constant-arrival-rate | {'rate':4,'duration':'5s','preAllocatedVUs':4}",
        "ramping-arrival-rate | {'startRate':1,'stages':[{'duration':'4s','target':6},{'duration':'1s','target':1}],'preAllocatedVUs':5}",
        "poisson | {'rate':4,'duration':'5s','preAllocatedVUs':5,'arrivals':'poisson'}",
      })
  @DisplayName("a picture in the documents is up to date")
  void upToDate(String name, String settings) throws IOException {
    String executor = name.equals("poisson") ? "constant-arrival-rate" : name;
    String picture = draw(plan(executor, settings));
    Path file = FOLDER.resolve(name + ".svg");
    if (Boolean.getBoolean("pictures.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, picture);
    }
    assertThat(Files.readString(file))
        .as("%s is not what the program would do; draw it anew with -Dpictures.write=true", file)
        .isEqualTo(picture);
  }

  private static ScenarioPlan plan(String executor, String settings) {
    return new ScenarioPlan(
        Executors.parse(
            Scenarios.scenario(
                "a", executor, Duration.ZERO, Duration.ofSeconds(1), "default", settings)));
  }

  private static String draw(ScenarioPlan plan) {
    Optional<Arrivals> arrivals = plan.arrivals(new Seed(3));
    Outlook outlook = plan.outlook();
    int lanes = plan.config().maxVus();
    List<Bar> bars = arrivals.isPresent() ? served(arrivals.get(), lanes) : looped(outlook, lanes);
    double end = bars.stream().mapToDouble(bar -> bar.from() + ITERATION).max().orElse(1);
    double seconds = Math.ceil(Math.min(end, seconds(plan.duration().toNanos()) + 1));
    return svg(plan, bars, lanes, seconds);
  }

  /// Each start on the first virtual user that is free; those that find none are left out.
  private static List<Bar> served(Arrivals arrivals, int lanes) {
    var freeAt = new double[lanes];
    List<Bar> bars = new ArrayList<>();
    for (Arrivals.Cursor cursor = arrivals.cursor(); cursor.advance(); ) {
      double at = seconds(cursor.atNanos());
      for (int lane = 0; lane < lanes; lane++) {
        if (freeAt[lane] <= at) {
          freeAt[lane] = at + ITERATION;
          bars.add(new Bar(lane, at));
          break;
        }
      }
    }
    return bars;
  }

  /// One iteration after the other on each virtual user, for as long as it is wanted.
  private static List<Bar> looped(Outlook outlook, int lanes) {
    long left = outlook.iterations().orElse(Long.MAX_VALUE);
    List<Bar> bars = new ArrayList<>();
    var next = new double[lanes];
    Arrays.fill(next, -1);
    while (left > 0) {
      int first = -1;
      for (int lane = 0; lane < lanes; lane++) {
        next[lane] = wanted(outlook.vus().steps(), lane, Math.max(0, next[lane]));
        if (next[lane] >= 0 && (first < 0 || next[lane] < next[first])) {
          first = lane;
        }
        if (next[lane] < 0) {
          next[lane] = Double.MAX_VALUE;
        }
      }
      if (first < 0 || next[first] > 20) {
        break;
      }
      bars.add(new Bar(first, next[first]));
      next[first] += ITERATION;
      left--;
    }
    return bars;
  }

  /// The first moment from `from` on at which that many virtual users are wanted, or -1.
  private static double wanted(List<VuStep> steps, int lane, double from) {
    for (int i = 0; i < steps.size(); i++) {
      double until = i + 1 < steps.size() ? seconds(steps.get(i + 1).atNanos()) : 1e9;
      if (steps.get(i).vus() > lane && until > from + 1e-9) {
        return Math.max(from, seconds(steps.get(i).atNanos()));
      }
    }
    return -1;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static String svg(ScenarioPlan plan, List<Bar> bars, int lanes, double seconds) {
    double scale = WIDTH / seconds;
    int bottom = TOP + lanes * LANE;
    var out = new StringBuilder();
    line(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 %d\" width=\"720\" height=\"%d\" role=\"img\">",
        bottom + 58,
        bottom + 58);
    line(out, "<title>%s</title>", plan.executor());
    line(
        out,
        "<style>text{font:12px sans-serif;fill:#57606a}.bar{fill:#0969da}.lane{fill:#eaeef2}.tick{stroke:#cf222e;stroke-width:1.5}.axis{stroke:#8c959f}");
    line(
        out,
        "@media (prefers-color-scheme:dark){text{fill:#9198a1}.bar{fill:#4493f8}.lane{fill:#21262d}.tick{stroke:#f85149}.axis{stroke:#6e7681}}</style>");
    line(out, "<text x=\"%d\" y=\"18\">VUs, and iterations of %.1f s each</text>", LEFT, ITERATION);
    double planned = Math.min(seconds, seconds(plan.duration().toNanos()));
    for (int lane = 0; lane < lanes; lane++) {
      int y = bottom - (lane + 1) * LANE;
      line(
          out,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">VU %d</text>",
          LEFT - 8,
          y + 14,
          lane + 1);
      line(
          out,
          "<rect class=\"lane\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
          LEFT,
          y + 3,
          planned * scale,
          LANE - 6);
    }
    for (Bar bar : bars) {
      double width = Math.min(ITERATION, seconds - bar.from()) * scale;
      line(
          out,
          "<rect class=\"bar\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
          LEFT + bar.from() * scale,
          bottom - (bar.lane() + 1) * LANE + 5,
          Math.max(1, width - 2),
          LANE - 10);
      line(
          out,
          "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
          LEFT + bar.from() * scale,
          LEFT + bar.from() * scale,
          bottom + 6,
          bottom + 18);
    }
    line(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">starts</text>", LEFT - 8, bottom + 16);
    line(
        out,
        "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
        LEFT,
        LEFT + WIDTH,
        bottom + 24,
        bottom + 24);
    for (int second = 0; second <= seconds; second++) {
      line(
          out,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
          LEFT + second * scale,
          bottom + 42,
          second);
    }
    return out.append("</svg>\n").toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // a test that fails at once says so as well
  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
