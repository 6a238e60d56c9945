package dev.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.demo.Catalogue.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The shop of the demo server")
class ShopTest extends WithDemoServer {
  @Test
  @DisplayName("lists its 100 products by pages")
  void products() {
    DemoClient.Reply first = client.get("/products");
    assertThat(first.json())
        .containsEntry("total", 100L)
        .containsEntry("page", 1L)
        .containsEntry("size", 20L);
    assertThat(first.list("products")).hasSize(20);
    assertThat(first.list("products").getFirst())
        .containsOnlyKeys("id", "name", "category", "price", "stock", "rating")
        .containsEntry("id", 1L)
        .containsEntry("name", "A Field Guide to Birds")
        .containsEntry("price", 12.9);

    assertThat(client.get("/products?page=2&size=60").list("products"))
        .hasSize(40)
        .first()
        .satisfies(product -> assertThat(product).containsEntry("id", 61L));
    assertThat(client.get("/products?page=9").list("products")).isEmpty();
  }

  @Test
  @DisplayName("lists the products of one category")
  void category() {
    DemoClient.Reply toys = client.get("/products?category=toys&size=5");
    assertThat(toys.json()).containsEntry("total", 16L);
    assertThat(toys.list("products"))
        .hasSize(5)
        .allSatisfy(product -> assertThat(product).containsEntry("category", "toys"));
    assertThat(client.get("/products?category=cars").json()).containsEntry("total", 0L);
  }

  @Test
  @DisplayName("finds products by words of their names and categories")
  void search() {
    DemoClient.Reply found = client.get("/search?q=Kitchen%20knife");
    assertThat(found.json()).containsEntry("query", "Kitchen knife").containsEntry("total", 1L);
    assertThat(found.list("products").getFirst()).containsEntry("name", "Chef's Knife");
    assertThat(client.get("/search").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("sells: a cart is filled, ordered and empty afterwards")
  void checkout() {
    DemoClient.Reply created = client.post("/cart", "");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json()).containsEntry("items", List.of()).containsEntry("total", 0L);
    String cart = "/cart/" + created.json().get("id");

    assertThat(client.post(cart + "/items", "{\"productId\":1,\"quantity\":2}").status())
        .isEqualTo(201);
    client.post(cart + "/items", "{\"productId\":3}");
    DemoClient.Reply filled = client.post(cart + "/items", "{\"productId\":1,\"quantity\":1}");
    assertThat(filled.json()).containsEntry("total", 78.6);
    assertThat(filled.list("items"))
        .first()
        .isEqualTo(
            Map.of(
                "productId", 1L, "name", "A Field Guide to Birds", "price", 12.9, "quantity", 3L));

    assertThat(client.send("DELETE", cart + "/items/3", "").json()).containsEntry("total", 38.7);
    assertThat(client.send("DELETE", cart + "/items/3", "").status()).isEqualTo(404);

    DemoClient.Reply order = client.post(cart + "/checkout", "");
    assertThat(order.status()).isEqualTo(201);
    assertThat(order.json()).containsEntry("status", "confirmed").containsEntry("total", 38.7);
    assertThat(client.get("/orders/" + order.json().get("orderId")).json()).isEqualTo(order.json());

    assertThat(client.get(cart).json()).containsEntry("items", List.of());
    assertThat(client.post(cart + "/checkout", "").status()).isEqualTo(409);
  }

  @ParameterizedTest(name = "{0} {1} {2} is {3}")
  @DisplayName("refuses what it cannot do")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /products/101       | ''                                | 404
          GET  | /products/pen       | ''                                | 404
          GET  | /products?page=0    | ''                                | 400
          GET  | /products?size=101  | ''                                | 400
          GET  | /cart/none          | ''                                | 404
          GET  | /orders/none        | ''                                | 404
          POST | /cart/none/items    | {"productId":1}                   | 404
          POST | /cart/none/items    | {"productId":"1"}                 | 400
          POST | /cart/none/items    | {"productId":1,"quantity":0}      | 400
          POST | /cart/none/items    | {"productId":1,"quantity":1001}   | 400
          POST | /cart/none/items    | {"productId":                     | 400
          POST | /cart/none/items    | [1]                               | 400
          POST | /cart/none/checkout | ''                                | 404
          """)
  void refusals(String method, String path, String body, int status) {
    DemoClient.Reply reply = client.send(method, path, body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json()).containsOnlyKeys("error");
  }

  @Test
  @DisplayName("forgets the oldest carts and orders, not the newest")
  void bounded() {
    var carts = new Carts(2, 1);
    Product product = Catalogue.load().products().getFirst();
    String first = String.valueOf(carts.create().get("id"));
    String second = String.valueOf(carts.create().get("id"));
    carts.add(first, product, 1);
    carts.add(second, product, 1);
    String oldOrder = String.valueOf(carts.checkOut(first).get("orderId"));
    String newOrder = String.valueOf(carts.checkOut(second).get("orderId"));
    carts.create();

    assertThatThrownBy(() -> carts.get(first)).isInstanceOf(Refused.class);
    assertThat(carts.get(second)).containsEntry("id", second);
    assertThatThrownBy(() -> carts.order(oldOrder)).isInstanceOf(Refused.class);
    assertThat(carts.order(newOrder)).containsEntry("orderId", newOrder);
  }

  @Test
  @DisplayName("has 100 distinct products in 6 categories")
  void catalogue() {
    List<Product> products = Catalogue.load().products();
    assertThat(products).hasSize(100).extracting(Product::name).doesNotHaveDuplicates();
    assertThat(products.stream().map(Product::category).distinct()).hasSize(6);
    assertThat(products)
        .allSatisfy(
            product -> {
              assertThat(product.cents()).isPositive();
              assertThat(product.stock()).isPositive();
              assertThat(product.rating()).isBetween(1.0, 5.0);
            });
  }
}
