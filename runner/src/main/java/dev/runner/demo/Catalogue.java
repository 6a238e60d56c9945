package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the shop sells; never changes.
record Catalogue(List<Product> products) {
  /// One article. The price is in cents.
  record Product(int id, String name, String category, long cents, int stock, double rating) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("name", name);
      json.put("category", category);
      json.put("price", money(cents));
      json.put("stock", stock);
      json.put("rating", rating);
      return json;
    }

    /// Whether each word is part of the name or the category.
    boolean matches(List<String> words) {
      String text = (name + " " + category).toLowerCase(Locale.ROOT);
      return words.stream().allMatch(text::contains);
    }
  }

  Catalogue {
    products = List.copyOf(products);
  }

  /// The catalogue in `products.txt`: category, price, stock, rating and name of one per line.
  static Catalogue load() {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream("products.txt"))) {
      List<Product> products = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        String[] cells = line.split(" ", 5);
        products.add(
            new Product(
                products.size() + 1,
                cells[4],
                cells[0],
                Math.round(Double.parseDouble(cells[1]) * 100),
                Integer.parseInt(cells[2]),
                Double.parseDouble(cells[3])));
      }
      return new Catalogue(products);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable Product product(long id) {
    return id >= 1 && id <= products.size() ? products.get((int) id - 1) : null;
  }

  Stream<Product> in(@Nullable String category) {
    return products.stream()
        .filter(product -> category == null || product.category().equals(category));
  }

  static double money(long cents) {
    return cents / 100.0;
  }
}
