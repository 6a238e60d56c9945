package dev.runner.demo;

import dev.runner.demo.Catalogue.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The carts and orders of all customers. Each holds so many; beyond that the oldest are forgotten.
/// Safe for use by many threads; its methods are short and return JSON values.
final class Carts {
  static final int MAX_CARTS = 20_000;
  static final int MAX_ORDERS = 20_000;

  /// The most of one product in a cart.
  static final int MAX_QUANTITY = 1000;

  private record Item(Product product, int quantity) {
    long cents() {
      return product.cents() * quantity;
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("productId", product.id());
      json.put("name", product.name());
      json.put("price", Catalogue.money(product.cents()));
      json.put("quantity", quantity);
      return json;
    }
  }

  /// By the ids of products.
  private static final class Cart extends LinkedHashMap<Integer, Item> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }

  private final Recent<Cart> carts;
  private final Recent<Map<String, Object>> orders;
  private long cartsMade;
  private long ordersMade;

  Carts() {
    this(MAX_CARTS, MAX_ORDERS);
  }

  Carts(int maxCarts, int maxOrders) {
    carts = new Recent<>(maxCarts);
    orders = new Recent<>(maxOrders);
  }

  synchronized Map<String, Object> create() {
    cartsMade++;
    String id = "c" + cartsMade;
    var cart = new Cart();
    carts.put(id, cart);
    return json(id, cart);
  }

  synchronized Map<String, Object> get(String id) {
    return json(id, cart(id));
  }

  synchronized Map<String, Object> add(String id, Product product, int quantity) {
    Cart cart = cart(id);
    Item before = cart.get(product.id());
    int sum = (before == null ? 0 : before.quantity()) + quantity;
    if (sum > MAX_QUANTITY) {
      throw Refused.bad("a cart holds no more than " + MAX_QUANTITY + " of one product");
    }
    cart.put(product.id(), new Item(product, sum));
    return json(id, cart);
  }

  synchronized Map<String, Object> remove(String id, int productId) {
    Cart cart = cart(id);
    if (cart.remove(productId) == null) {
      throw Refused.unknown("product " + productId + " is not in cart " + id);
    }
    return json(id, cart);
  }

  synchronized Map<String, Object> checkOut(String id) {
    Cart cart = cart(id);
    if (cart.isEmpty()) {
      throw new Refused(409, "cart " + id + " is empty");
    }
    ordersMade++;
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("orderId", "o" + ordersMade);
    order.put("total", total(cart));
    order.put("items", items(cart));
    order.put("status", "confirmed");
    orders.put("o" + ordersMade, order);
    cart.clear();
    return order;
  }

  synchronized Map<String, Object> order(String id) {
    Map<String, Object> order = orders.get(id);
    if (order == null) {
      throw Refused.unknown("there is no order " + id);
    }
    return order;
  }

  private Cart cart(String id) {
    Cart cart = carts.get(id);
    if (cart == null) {
      throw Refused.unknown("there is no cart " + id);
    }
    return cart;
  }

  private static Map<String, Object> json(String id, Cart cart) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("items", items(cart));
    json.put("total", total(cart));
    return json;
  }

  private static List<Object> items(Cart cart) {
    List<Object> items = new ArrayList<>(cart.size());
    cart.values().forEach(item -> items.add(item.json()));
    return items;
  }

  private static double total(Cart cart) {
    return Catalogue.money(cart.values().stream().mapToLong(Item::cents).sum());
  }
}
