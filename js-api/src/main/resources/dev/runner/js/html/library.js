// What scripts see of HTML, for k6/html and Response.html(). Nodes are Java objects, each the same
// one however it is reached.
(function (host) {
  const { isArray } = Array;
  const { isInteger } = Number;
  // Selections and elements may come from another copy of this library.
  const NODES = Symbol.for("runner.html.nodes");
  const NODE = Symbol.for("runner.html.node");

  function listOf(nodes) {
    const list = new Array(nodes.size());
    for (let i = 0; i < list.length; i++) {
      list[i] = nodes.get(i);
    }
    return list;
  }

  const isElement = (node) => node.type() === 1;
  const childrenOf = (node) => listOf(node.children()).filter(isElement);
  const unique = (nodes) => [...new Set(nodes)];
  const orUndefined = (value) => (value === null ? undefined : value);

  function elementAfter(node) {
    let at = node.next();
    while (at !== null && !isElement(at)) {
      at = at.next();
    }
    return at;
  }

  function elementBefore(node) {
    let at = node.previous();
    while (at !== null && !isElement(at)) {
      at = at.previous();
    }
    return at;
  }

  function elementAbove(node) {
    const parent = node.parent();
    return parent === null || !isElement(parent) ? null : parent;
  }

  // All nodes that a step leads to, up to one for which `until` holds.
  function walk(node, step, until) {
    const found = [];
    for (let at = step(node); at !== null && !(until && until(at)); at = step(at)) {
      found.push(at);
    }
    return found;
  }

  function testOf(what, given) {
    if (typeof given === "string") {
      return (node) => node.matches(given);
    }
    if (typeof given === "object" && given !== null) {
      if (given[NODES] !== undefined) {
        const nodes = new Set(given[NODES]);
        return (node) => nodes.has(node);
      }
      if (given[NODE] !== undefined) {
        return (node) => node === given[NODE];
      }
    }
    throw new TypeError(`${what} takes a selector or a selection`);
  }

  function functionFor(what, given) {
    if (typeof given !== "function") {
      throw new TypeError(`${what} takes a function`);
    }
    return given;
  }

  // --- values of form fields ---

  const UNSENT = new Set(["submit", "button", "reset", "image", "file", "checkbox", "radio"]);

  const typeOf = (node) => (node.attr("type") ?? "").toLowerCase();
  const optionValue = (node) => node.attr("value") ?? node.text().trim();
  const optionsOf = (node) => listOf(node.select("option"));

  function valueOf(node) {
    switch (node.name()) {
      case "select": {
        const options = optionsOf(node);
        const chosen = options.filter((option) => option.attr("selected") !== null);
        if (node.attr("multiple") !== null) {
          return chosen.map(optionValue);
        }
        const one = chosen.length > 0 ? chosen[chosen.length - 1] : options[0];
        return one === undefined ? undefined : optionValue(one);
      }
      case "option":
        return optionValue(node);
      case "textarea":
        return node.text();
      case "input": {
        const type = typeOf(node);
        const none = type === "checkbox" || type === "radio" ? "on" : "";
        return node.attr("value") ?? none;
      }
      default:
        return node.attr("value") ?? "";
    }
  }

  function fieldsOf(nodes) {
    const fields = unique(
      nodes.flatMap((node) =>
        node.name() === "form" ? listOf(node.select("input,select,textarea,keygen")) : [node],
      ),
    );
    return fields
      .filter(
        (node) =>
          /^(?:input|select|textarea|keygen)$/.test(node.name()) &&
          (node.attr("name") ?? "") !== "" &&
          !(node.name() === "input" && UNSENT.has(typeOf(node))),
      )
      .map((node) => ({ name: node.attr("name"), value: valueOf(node) ?? "" }));
  }

  function encode(text) {
    return encodeURIComponent(text)
      .replace(/%20/g, "+")
      .replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  }

  // --- data attributes ---

  const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

  function dataValue(text) {
    if (text === "true" || text === "false") {
      return text === "true";
    }
    if (text === "null") {
      return null;
    }
    if (text !== "" && String(Number(text)) === text) {
      return Number(text);
    }
    if (/^[[{]/.test(text)) {
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    }
    return text;
  }

  // --- selections ---

  class Selection {
    #nodes;
    #before;

    constructor(nodes, before, url) {
      this.#nodes = nodes;
      this.#before = before;
      this.url = url;
      Object.defineProperty(this, NODES, { value: nodes });
    }

    #with(nodes) {
      return new Selection(unique(nodes), this, this.url);
    }

    // The nodes, or those of them that match if there is something to match.
    #only(what, nodes, selector) {
      return this.#with(
        selector === undefined || selector === null ? nodes : nodes.filter(testOf(what, selector)),
      );
    }

    #element(node) {
      return element(node, this.url);
    }

    add(other) {
      if (typeof other === "string") {
        const root = this.#nodes[0]?.document();
        const found = root === undefined || root === null ? [] : listOf(root.select(other));
        return this.#with([...this.#nodes, ...found]);
      }
      if (typeof other === "object" && other !== null && other[NODES] !== undefined) {
        return this.#with([...this.#nodes, ...other[NODES]]);
      }
      throw new TypeError("add() takes a selector or a selection");
    }

    attr(name, fallback) {
      const value = this.#nodes.length === 0 ? null : this.#nodes[0].attr(String(name));
      return value === null ? fallback : value;
    }

    children(selector) {
      return this.#only("children()", this.#nodes.flatMap(childrenOf), selector);
    }

    closest(selector) {
      const test = testOf("closest()", selector);
      const found = [];
      for (const node of this.#nodes) {
        for (let at = node; at !== null; at = at.parent()) {
          if (test(at)) {
            found.push(at);
            break;
          }
        }
      }
      return this.#with(found);
    }

    contents() {
      return this.#with(this.#nodes.flatMap((node) => listOf(node.children())));
    }

    data(key) {
      const node = this.#nodes[0];
      if (node === undefined) {
        return undefined;
      }
      if (key !== undefined) {
        const value = node.attr("data-" + dashed(String(key)));
        return value === null ? undefined : dataValue(value);
      }
      const all = {};
      for (const name of JSON.parse(node.attributeNames())) {
        if (name.startsWith("data-")) {
          all[camel(name.slice(5))] = dataValue(node.attr(name));
        }
      }
      return all;
    }

    each(fn) {
      functionFor("each()", fn);
      this.#nodes.forEach((node, index) => fn(index, this.#element(node)));
      return this;
    }

    end() {
      return this.#before ?? this;
    }

    eq(index) {
      return this.#with(this.#nodes.slice(index, index === -1 ? undefined : index + 1));
    }

    filter(test) {
      if (typeof test === "function") {
        return this.#with(
          this.#nodes.filter((node, index) => !!test(index, this.#with([node]))),
        );
      }
      return this.#with(this.#nodes.filter(testOf("filter()", test)));
    }

    find(selector) {
      if (typeof selector !== "string") {
        throw new TypeError("find() takes a selector");
      }
      return this.#with(this.#nodes.flatMap((node) => listOf(node.select(selector))));
    }

    first() {
      return this.eq(0);
    }

    get(index) {
      const node = this.#nodes.at(index);
      return node === undefined ? undefined : this.#element(node);
    }

    has(selector) {
      if (typeof selector === "string") {
        return this.#with(this.#nodes.filter((node) => node.select(selector).size() > 0));
      }
      if (typeof selector !== "object" || selector === null || selector[NODES] === undefined) {
        throw new TypeError("has() takes a selector or a selection");
      }
      const below = selector[NODES];
      return this.#with(this.#nodes.filter((node) => below.some((one) => node.isAbove(one))));
    }

    html() {
      return this.#nodes.length === 0 ? undefined : this.#nodes[0].html();
    }

    index(other) {
      const first = this.#nodes[0];
      if (first === undefined) {
        return -1;
      }
      if (other === undefined) {
        return walk(first, elementBefore).length;
      }
      if (typeof other === "string") {
        return listOf(first.document().select(other)).indexOf(first);
      }
      const wanted = other[NODES]?.[0] ?? other[NODE];
      return wanted === undefined ? -1 : this.#nodes.indexOf(wanted);
    }

    is(test) {
      if (typeof test === "function") {
        return this.#nodes.some((node, index) => !!test(index, this.#with([node])));
      }
      return this.#nodes.some(testOf("is()", test));
    }

    last() {
      return this.eq(-1);
    }

    map(fn) {
      functionFor("map()", fn);
      return this.#nodes.map((node, index) => fn(index, this.#with([node])));
    }

    next(selector) {
      const found = this.#nodes.map(elementAfter).filter((node) => node !== null);
      return this.#only("next()", found, selector);
    }

    nextAll(selector) {
      return this.#only(
        "nextAll()",
        this.#nodes.flatMap((node) => walk(node, elementAfter)),
        selector,
      );
    }

    nextUntil(until, selector) {
      return this.#until("nextUntil()", elementAfter, until, selector);
    }

    #until(what, step, until, selector) {
      const stop = until === undefined || until === null ? undefined : testOf(what, until);
      const found = this.#nodes.flatMap((node) => walk(node, step, stop));
      return this.#only(what, found, selector);
    }

    not(test) {
      if (typeof test === "function") {
        return this.#with(this.#nodes.filter((node, index) => !test(index, this.#with([node]))));
      }
      const matches = testOf("not()", test);
      return this.#with(this.#nodes.filter((node) => !matches(node)));
    }

    parent(selector) {
      const found = this.#nodes.map(elementAbove).filter((node) => node !== null);
      return this.#only("parent()", found, selector);
    }

    parents(selector) {
      return this.#only(
        "parents()",
        this.#nodes.flatMap((node) => walk(node, elementAbove)),
        selector,
      );
    }

    parentsUntil(until, selector) {
      return this.#until("parentsUntil()", elementAbove, until, selector);
    }

    prev(selector) {
      const found = this.#nodes.map(elementBefore).filter((node) => node !== null);
      return this.#only("prev()", found, selector);
    }

    prevAll(selector) {
      return this.#only(
        "prevAll()",
        this.#nodes.flatMap((node) => walk(node, elementBefore)),
        selector,
      );
    }

    prevUntil(until, selector) {
      return this.#until("prevUntil()", elementBefore, until, selector);
    }

    serialize() {
      return fieldsOf(this.#nodes)
        .flatMap(({ name, value }) =>
          (isArray(value) ? value : [value]).map((one) => [name, `${encode(name)}=${encode(one)}`]),
        )
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([, pair]) => pair)
        .join("&");
    }

    serializeArray() {
      return fieldsOf(this.#nodes);
    }

    serializeObject() {
      return Object.fromEntries(fieldsOf(this.#nodes).map(({ name, value }) => [name, value]));
    }

    siblings(selector) {
      const found = this.#nodes.flatMap((node) => [
        ...walk(node, elementBefore).reverse(),
        ...walk(node, elementAfter),
      ]);
      return this.#only("siblings()", found, selector);
    }

    single(selector) {
      if (typeof selector !== "string") {
        throw new TypeError("single() takes a selector");
      }
      return this.find(selector).first();
    }

    size() {
      return this.#nodes.length;
    }

    slice(start, end) {
      return this.#with(this.#nodes.slice(start, end));
    }

    text() {
      return this.#nodes.map((node) => node.text()).join("");
    }

    toArray() {
      return this.#nodes.map((node) => this.#with([node]));
    }

    val() {
      return this.#nodes.length === 0 ? undefined : valueOf(this.#nodes[0]);
    }
  }

  // --- elements ---

  class Attribute {
    constructor(owner, name, value) {
      this.name = name;
      this.value = value;
      this.ownerElement = owner;
    }

    localName() {
      return this.name.slice(this.name.indexOf(":") + 1);
    }

    namespaceURI() {
      return "";
    }

    prefix() {
      const colon = this.name.indexOf(":");
      return colon < 0 ? "" : this.name.slice(0, colon);
    }
  }

  const nodeOf = (value) =>
    typeof value === "object" && value !== null ? value[NODE] : undefined;

  class Element {
    #node;
    #url;

    constructor(node, url) {
      this.#node = node;
      this.#url = url;
      Object.defineProperty(this, NODE, { value: node });
    }

    static url(self) {
      return self.#url;
    }

    #one(node) {
      return node === null || node === undefined ? undefined : element(node, this.#url);
    }

    #all(nodes) {
      return nodes.map((node) => element(node, this.#url));
    }

    attributes() {
      const all = {};
      for (const name of JSON.parse(this.#node.attributeNames())) {
        all[name] = new Attribute(this, name, this.#node.attr(name));
      }
      return all;
    }

    childElementCount() {
      return childrenOf(this.#node).length;
    }

    childNodes() {
      return this.#all(listOf(this.#node.children()));
    }

    children() {
      return this.#all(childrenOf(this.#node));
    }

    classList() {
      return (this.#node.attr("class") ?? "").split(/\s+/).filter((name) => name !== "");
    }

    className() {
      return orUndefined(this.#node.attr("class"));
    }

    contains(other) {
      const node = nodeOf(other);
      return node !== undefined && this.#node.isAbove(node);
    }

    firstChild() {
      return this.#one(listOf(this.#node.children())[0]);
    }

    firstElementChild() {
      return this.#one(childrenOf(this.#node)[0]);
    }

    getAttribute(name) {
      return orUndefined(this.#node.attr(String(name)));
    }

    getAttributeNode(name) {
      const value = this.#node.attr(String(name));
      return value === null ? undefined : new Attribute(this, String(name), value);
    }

    getElementsByClassName(name) {
      const css = String(name)
        .split(/\s+/)
        .filter((one) => one !== "")
        .map((one) => "." + one)
        .join("");
      return css === "" ? [] : this.querySelectorAll(css);
    }

    getElementsByTagName(name) {
      return this.querySelectorAll(String(name));
    }

    hasAttribute(name) {
      return this.#node.attr(String(name)) !== null;
    }

    hasAttributes() {
      return this.#node.attributeNames() !== "[]";
    }

    hasChildNodes() {
      return this.#node.children().size() > 0;
    }

    id() {
      return this.#node.attr("id") ?? "";
    }

    innerHTML() {
      return this.#node.html();
    }

    isDefaultNamespace() {
      return this.namespaceURI() === "";
    }

    isEqualNode(other) {
      const node = nodeOf(other);
      return node !== undefined && this.#node.isEqual(node);
    }

    isSameNode(other) {
      return nodeOf(other) === this.#node;
    }

    lang() {
      for (let at = this.#node; at !== null; at = at.parent()) {
        const lang = at.attr("lang");
        if (lang !== null) {
          return lang;
        }
      }
      return undefined;
    }

    lastChild() {
      return this.#one(listOf(this.#node.children()).at(-1));
    }

    lastElementChild() {
      return this.#one(childrenOf(this.#node).at(-1));
    }

    matches(selector) {
      return this.#node.matches(String(selector));
    }

    namespaceURI() {
      return "";
    }

    nextElementSibling() {
      return this.#one(elementAfter(this.#node));
    }

    nextSibling() {
      return this.#one(this.#node.next());
    }

    nodeName() {
      return this.#node.name();
    }

    nodeType() {
      return this.#node.type();
    }

    nodeValue() {
      return orUndefined(this.#node.value());
    }

    ownerDocument() {
      return this.#one(this.#node.document());
    }

    parentElement() {
      return this.#one(elementAbove(this.#node));
    }

    parentNode() {
      return this.#one(this.#node.parent());
    }

    previousElementSibling() {
      return this.#one(elementBefore(this.#node));
    }

    previousSibling() {
      return this.#one(this.#node.previous());
    }

    querySelector(selector) {
      return this.querySelectorAll(selector)[0];
    }

    querySelectorAll(selector) {
      return this.#all(listOf(this.#node.select(String(selector))));
    }

    selection() {
      return new Selection([this.#node], undefined, this.#url);
    }

    textContent() {
      return this.#node.text();
    }

    toString() {
      return this.#node.outerHtml();
    }
  }

  // Members of elements that reflect an attribute: its name, and what is there without it.
  const text = (name, none = "") => (self) => self.getAttribute(name) ?? none;
  const flag = (name) => (self) => self.hasAttribute(name);
  const number = (name, none = 0) => (self) => {
    const value = Number.parseInt(self.getAttribute(name), 10);
    return isInteger(value) ? value : none;
  };
  const real = (name, none) => (self) => {
    const value = Number.parseFloat(self.getAttribute(name));
    return Number.isFinite(value) ? value : typeof none === "function" ? none(self) : none;
  };
  // One of several words, the first one if there is none or another.
  const word = (name, ...words) => (self) => {
    const value = (self.getAttribute(name) ?? "").toLowerCase();
    return words.includes(value) ? value : words[0];
  };
  const list = (name) => (self) =>
    (self.getAttribute(name) ?? "").split(/\s+/).filter((one) => one !== "");
  const all = (css) => (self) => self.querySelectorAll(css);
  const content = (self) => self.textContent();

  function texts(names) {
    return Object.fromEntries(names.split(" ").map((name) => [name, text(name.toLowerCase())]));
  }

  function flags(names) {
    return Object.fromEntries(names.split(" ").map((name) => [name, flag(name.toLowerCase())]));
  }

  function form(self) {
    const id = self.getAttribute("form");
    if (id !== undefined) {
      const found = documentOf(self).querySelectorAll("form").find((one) => one.id() === id);
      if (found !== undefined) {
        return found;
      }
    }
    return closest(self, "form");
  }

  function documentOf(self) {
    return self.ownerDocument() ?? self;
  }

  function closest(self, name) {
    let at = self.parentElement();
    while (at !== undefined && at.nodeName() !== name) {
      at = at.parentElement();
    }
    return at;
  }

  function labels(self) {
    const id = self.id();
    const node = self[NODE];
    return documentOf(self)
      .querySelectorAll("label")
      .filter(
        (label) => (id !== "" && label.getAttribute("for") === id) || label[NODE].isAbove(node),
      );
  }

  function link(part) {
    return (self) => {
      const href = self.getAttribute("href");
      if (href === undefined) {
        return "";
      }
      try {
        const base = Element.url(self);
        return new URL(href, base === "" ? undefined : base)[part];
      } catch {
        return "";
      }
    };
  }

  const links = Object.fromEntries(
    "hash host hostname origin password pathname port protocol search username"
      .split(" ")
      .map((part) => [part, link(part)]),
  );

  const fieldAttributes = {
    ...texts("name"),
    ...flags("autofocus disabled"),
    form,
    labels,
    formAction: text("formaction"),
    formEnctype: word(
      "formenctype",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain",
    ),
    formMethod: word("formmethod", "get", "post"),
    formNoValidate: flag("formnovalidate"),
    formTarget: text("formtarget"),
  };

  const media = {
    ...texts("src crossOrigin currentSrc mediaGroup"),
    ...flags("autoplay controls loop muted"),
    defaultMuted: flag("muted"),
    preload: word("preload", "auto", "metadata", "none"),
    textTracks: all("track"),
  };

  const enctype = word(
    "enctype",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
  );

  const formFields = "button,fieldset,input,keygen,object,output,select,textarea";
  const elementsOf = (self) =>
    formFieldsIn(self).filter((field) => field.getAttribute("type") !== "image");
  const formFieldsIn = all(formFields);

  const position = (self) => {
    const max = real("max", 1)(self);
    return self.hasAttribute("value") ? real("value", 0)(self) / max : -1;
  };

  const chosen = (self) =>
    self.querySelectorAll("option").filter((option) => option.hasAttribute("selected"));

  const cells = { cellIndex: (self) => sameKind(self, /^t[dh]$/), ...texts("headers abbr scope"), colSpan: number("colspan", 1), rowSpan: number("rowspan", 1) };
  const rows = { rows: all("tr") };

  function sameKind(self, names) {
    const parent = self.parentElement();
    return parent === undefined
      ? -1
      : parent
          .children()
          .filter((child) => names.test(child.nodeName()))
          .findIndex((child) => child.isSameNode(self));
  }

  const modified = { cite: text("cite"), datetime: text("datetime"), dateTime: text("datetime") };
  const anchor = {
    ...links,
    ...texts("href rel target type download accessKey"),
    hrefLang: text("hreflang"),
    referrerPolicy: text("referrerpolicy"),
    relList: list("rel"),
    text: content,
  };

  // By the name of the element.
  const MEMBERS = {
    a: anchor,
    area: { ...anchor, ...texts("alt coords shape") },
    audio: media,
    base: texts("href target"),
    blockquote: texts("cite"),
    button: {
      ...fieldAttributes,
      type: word("type", "submit", "button", "menu", "reset"),
      value: text("value"),
    },
    canvas: { width: number("width", 150), height: number("height", 150) },
    col: { span: number("span", 1) },
    colgroup: { span: number("span", 1) },
    data: texts("value"),
    datalist: { options: all("option") },
    del: modified,
    embed: texts("height width src type"),
    fieldset: {
      ...texts("name"),
      ...flags("disabled"),
      elements: formFieldsIn,
      form,
      type: () => "fieldset",
      validity: () => undefined,
    },
    form: {
      ...texts("name target action"),
      acceptCharset: text("accept-charset"),
      autocomplete: word("autocomplete", "on", "off"),
      elements: elementsOf,
      encoding: enctype,
      enctype,
      length: (self) => elementsOf(self).length,
      method: word("method", "get", "post"),
      noValidate: flag("novalidate"),
    },
    iframe: texts("src srcdoc name width height sandbox allow"),
    img: {
      ...texts("src alt name sizes srcset useMap crossOrigin"),
      ...flags("isMap"),
      height: number("height"),
      width: number("width"),
    },
    input: {
      ...fieldAttributes,
      ...texts("accept alt list max min name pattern placeholder src step"),
      ...flags("checked multiple readonly required"),
      accessKey: text("accesskey"),
      autocomplete: text("autocomplete"),
      defaultChecked: flag("checked"),
      defaultValue: text("value"),
      dirName: text("dirname"),
      height: text("height"),
      maxLength: number("maxlength", -1),
      minLength: number("minlength", -1),
      readOnly: flag("readonly"),
      size: number("size", 20),
      tabIndex: number("tabindex"),
      type: text("type", "text"),
      value: (self) => valueOf(self[NODE]),
      width: text("width"),
      list: (self) => {
        const id = self.getAttribute("list");
        return id === undefined
          ? undefined
          : documentOf(self).querySelectorAll("datalist").find((one) => one.id() === id);
      },
    },
    ins: modified,
    keygen: { ...texts("challenge name"), ...flags("autofocus disabled"), keytype: text("keytype", "rsa"), form, labels, type: () => "keygen" },
    label: {
      control: (self) => {
        const id = self.getAttribute("for");
        return id === undefined
          ? self.querySelector("button,input,meter,output,progress,select,textarea")
          : documentOf(self)
              .querySelectorAll(formFields)
              .find((one) => one.id() === id);
      },
      form,
      htmlFor: text("for"),
    },
    legend: { form, accessKey: text("accesskey"), value: text("value") },
    li: { value: number("value"), type: text("type") },
    link: {
      ...texts("href media rel type"),
      crossOrigin: text("crossorigin"),
      hrefLang: text("hreflang"),
      referrerPolicy: text("referrerpolicy"),
      relList: list("rel"),
    },
    map: {
      ...texts("name"),
      areas: all("area"),
      images: (self) =>
        documentOf(self)
          .querySelectorAll("img,object")
          .filter((one) => one.getAttribute("usemap") === "#" + (self.getAttribute("name") ?? "")),
    },
    meta: { ...texts("content name"), httpEquiv: text("http-equiv") },
    meter: {
      labels,
      value: real("value", 0),
      min: real("min", 0),
      max: real("max", 1),
      low: real("low", (self) => real("min", 0)(self)),
      high: real("high", (self) => real("max", 1)(self)),
      optimum: real("optimum", (self) => (real("min", 0)(self) + real("max", 1)(self)) / 2),
    },
    object: { ...texts("data height name type width"), form, useMap: text("usemap"), tabIndex: number("tabindex"), typeMustMatch: flag("typemustmatch") },
    ol: { reversed: flag("reversed"), start: number("start", 1), type: text("type", "1") },
    optgroup: { disabled: flag("disabled"), label: text("label") },
    option: {
      disabled: flag("disabled"),
      defaultSelected: flag("selected"),
      selected: flag("selected"),
      form: (self) => closest(self, "form"),
      index: (self) => {
        const select = closest(self, "select") ?? closest(self, "datalist");
        return select === undefined
          ? 0
          : select.querySelectorAll("option").findIndex((one) => one.isSameNode(self));
      },
      label: (self) => self.getAttribute("label") ?? self.textContent().trim(),
      text: content,
      value: (self) => optionValue(self[NODE]),
    },
    output: { ...texts("name"), defaultValue: content, form, htmlFor: text("for"), labels, value: content },
    param: texts("name value"),
    pre: { name: text("name"), value: text("value") },
    progress: { labels, max: real("max", 1), position, value: real("value", 0) },
    q: texts("cite"),
    script: {
      ...texts("src type charset"),
      ...flags("async defer noModule"),
      crossOrigin: text("crossorigin"),
      text: content,
    },
    select: {
      ...flags("autofocus disabled multiple required"),
      ...texts("name"),
      form,
      labels,
      length: (self) => self.querySelectorAll("option").length,
      options: all("option"),
      selectedIndex: (self) => {
        const options = self.querySelectorAll("option");
        const at = options.findLastIndex((option) => option.hasAttribute("selected"));
        return at < 0 && options.length > 0 && !self.hasAttribute("multiple") ? 0 : at;
      },
      selectedOptions: chosen,
      size: number("size"),
      tabIndex: number("tabindex"),
      type: (self) => (self.hasAttribute("multiple") ? "select-multiple" : "select-one"),
      value: (self) => {
        const value = valueOf(self[NODE]);
        return isArray(value) ? (value[0] ?? "") : (value ?? "");
      },
    },
    source: texts("src srcset sizes media type keySystem"),
    style: { ...texts("media type"), disabled: flag("disabled") },
    table: {
      caption: (self) => self.querySelector("caption"),
      rows: all("tr"),
      sortable: flag("sortable"),
      tBodies: all("tbody"),
      tFoot: (self) => self.querySelector("tfoot"),
      tHead: (self) => self.querySelector("thead"),
    },
    tbody: rows,
    td: cells,
    textarea: {
      ...flags("autofocus disabled required"),
      ...texts("name placeholder wrap"),
      accessKey: text("accesskey"),
      autocomplete: text("autocomplete"),
      cols: number("cols", 20),
      defaultValue: content,
      form,
      labels,
      length: (self) => self.textContent().length,
      maxLength: number("maxlength", -1),
      minLength: number("minlength", -1),
      readOnly: flag("readonly"),
      rows: number("rows", 2),
      tabIndex: number("tabindex"),
      type: () => "textarea",
      value: content,
    },
    tfoot: rows,
    th: cells,
    thead: rows,
    time: { dateTime: text("datetime"), datetime: text("datetime") },
    title: { text: content },
    tr: {
      cells: all("td,th"),
      rowIndex: (self) => {
        const table = closest(self, "table");
        return table === undefined
          ? -1
          : table.querySelectorAll("tr").findIndex((row) => row.isSameNode(self));
      },
      sectionRowIndex: (self) => sameKind(self, /^tr$/),
    },
    track: { ...texts("kind src label"), srcLang: text("srclang"), default: flag("default") },
    ul: { type: text("type") },
    video: { ...media, poster: text("poster"), height: number("height"), width: number("width") },
  };

  const classes = new Map();

  function classFor(name) {
    let found = classes.get(name);
    if (found === undefined) {
      found = Element;
      if (Object.hasOwn(MEMBERS, name)) {
        found = class extends Element {};
        for (const member of Object.keys(MEMBERS[name])) {
          const reflect = MEMBERS[name][member];
          found.prototype[member] = function () {
            return reflect(this);
          };
        }
      }
      classes.set(name, found);
    }
    return found;
  }

  function element(node, url) {
    return new (classFor(node.name()))(node, url);
  }

  return {
    parse: (html, url) => new Selection([host.parse(html)], undefined, url),
  };
});
