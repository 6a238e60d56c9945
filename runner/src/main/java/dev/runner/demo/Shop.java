package dev.runner.demo;

import dev.runner.demo.Catalogue.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes of the shop: products, carts and orders, all as JSON.
final class Shop {
  private static final int PAGE_SIZE = 20;
  private static final int MAX_PAGE_SIZE = 100;

  private final Catalogue catalogue;
  private final Carts carts = new Carts();

  /// Answers about one product, in the order of their ids.
  private final List<Answer> details = new ArrayList<>();

  Shop(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.products().forEach(product -> details.add(Answer.json(product.json())));
  }

  List<Route> routes() {
    return List.of(
        Route.get("/products", "the products; ?page= ?size= ?category=", this::products),
        Route.get("/products/{id}", "one product", call -> details.get(product(call, 0).id() - 1)),
        Route.get(
            "/search", "the products whose name or category has the words of ?q=", this::search),
        Route.post("/cart", "a new, empty cart", call -> Answer.json(201, carts.create())),
        Route.get("/cart/{id}", "a cart", call -> Answer.json(carts.get(call.argument(0)))),
        Route.post(
            "/cart/{id}/items", "puts {\"productId\": 1, \"quantity\": 2} into a cart", this::add),
        new Route(
            Set.of("DELETE"),
            "/cart/{id}/items/{productId}",
            "takes a product out of a cart",
            call -> Answer.json(carts.remove(call.argument(0), product(call, 1).id()))),
        Route.post(
            "/cart/{id}/checkout",
            "orders what is in a cart and empties it",
            call -> Answer.json(201, carts.checkOut(call.argument(0)))),
        Route.get("/orders/{id}", "an order", call -> Answer.json(carts.order(call.argument(0)))));
  }

  private Answer products(Call call) {
    long page = call.query("page", 1, 1, Integer.MAX_VALUE);
    long size = call.query("size", PAGE_SIZE, 1, MAX_PAGE_SIZE);
    List<Product> all = catalogue.in(call.query("category")).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("products", json(all.stream().skip((page - 1) * size).limit(size).toList()));
    json.put("total", all.size());
    json.put("page", page);
    json.put("size", size);
    return Answer.json(json);
  }

  private Answer search(Call call) {
    String query = call.query("q");
    if (query == null || query.isBlank()) {
      throw Refused.bad("q must say what to search for: /search?q=lamp");
    }
    List<String> words = List.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    List<Product> found =
        catalogue.products().stream().filter(product -> product.matches(words)).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("query", query);
    json.put("products", json(found));
    json.put("total", found.size());
    return Answer.json(json);
  }

  private Answer add(Call call) {
    Map<String, @Nullable Object> body = call.object();
    if (!(body.get("productId") instanceof Long id)) {
      throw Refused.bad("productId must be the id of a product");
    }
    Object quantity = body.getOrDefault("quantity", 1L);
    if (!(quantity instanceof Long count) || count < 1 || count > Carts.MAX_QUANTITY) {
      throw Refused.bad("quantity must be a whole number from 1 to " + Carts.MAX_QUANTITY);
    }
    return Answer.json(
        201, carts.add(call.argument(0), product(String.valueOf(id)), count.intValue()));
  }

  private Product product(Call call, int argument) {
    return product(call.argument(argument));
  }

  private Product product(String id) {
    try {
      Product product = catalogue.product(Long.parseLong(id));
      if (product != null) {
        return product;
      }
    } catch (NumberFormatException e) {
      // It is unknown like any other.
    }
    throw Refused.unknown("there is no product " + id);
  }

  private static List<Object> json(List<Product> products) {
    List<Object> json = new ArrayList<>(products.size());
    products.forEach(product -> json.add(product.json()));
    return json;
  }
}
