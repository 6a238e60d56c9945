/** Parses HTML. The selection has one node, the document, which has `html`, `head` and `body`. */
export function parseHTML(html: string): Selection;

/** Says of one node of a selection whether it belongs to the result. */
export type Tester = (index: number, selection: Selection) => boolean;

/** Nodes of a document. Each method returns a new selection; none changes the document. */
export interface Selection {
  /** Where the document came from; empty if nobody knows. */
  readonly url: string;

  /** These nodes and others: of a selection, or all in the document that match. */
  add(other: string | Selection): Selection;
  /** An attribute of the first node. */
  attr(name: string): string | undefined;
  attr<T>(name: string, fallback: T): string | T;
  children(selector?: string): Selection;
  /** For each node itself or the nearest element above it that matches. */
  closest(selector: string): Selection;
  /** The nodes directly below, texts and comments too. */
  contents(): Selection;
  /** The `data-` attributes of the first node: numbers, booleans and JSON as such. */
  data(): Record<string, any> | undefined;
  data(key: string): any;
  each(fn: (index: number, element: Element) => void): Selection;
  /** The selection that this one was made from. */
  end(): Selection;
  /** One node; a negative index counts from the end. */
  eq(index: number): Selection;
  filter(test: string | Selection | Tester): Selection;
  /** All elements below that match. */
  find(selector: string): Selection;
  first(): Selection;
  get(index: number): Element | undefined;
  /** The nodes that have something below them that matches. */
  has(selector: string | Selection): Selection;
  /** The HTML within the first node. */
  html(): string | undefined;
  /** The place of the first node among its siblings or among what matches; of another's first node in this. */
  index(other?: string | Selection | Element): number;
  is(test: string | Selection | Tester): boolean;
  last(): Selection;
  map<T>(fn: (index: number, selection: Selection) => T): T[];
  next(selector?: string): Selection;
  nextAll(selector?: string): Selection;
  nextUntil(until?: string | Selection | Element, selector?: string): Selection;
  not(test: string | Selection | Tester): Selection;
  parent(selector?: string): Selection;
  parents(selector?: string): Selection;
  parentsUntil(until?: string | Selection | Element, selector?: string): Selection;
  prev(selector?: string): Selection;
  prevAll(selector?: string): Selection;
  prevUntil(until?: string | Selection | Element, selector?: string): Selection;
  /** The fields of forms as a query, sorted by name; without checkboxes, radio buttons and buttons. */
  serialize(): string;
  serializeArray(): FormValue[];
  serializeObject(): Record<string, string | string[]>;
  siblings(selector?: string): Selection;
  /** The first element below that matches. */
  single(selector: string): Selection;
  size(): number;
  slice(start: number, end?: number): Selection;
  /** All text within the nodes. */
  text(): string;
  toArray(): Selection[];
  /** The value of the first node, a form field; an array for a select that takes several. */
  val(): string | string[] | undefined;
}

export interface FormValue {
  name: string;
  value: string | string[];
}

/** An attribute of an element. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly ownerElement: Element;
  localName(): string;
  namespaceURI(): string;
  prefix(): string;
}

/**
 * A node. Elements have, beside these, a method for each attribute that HTML defines for them, such as
 * `href()` and `pathname()` of a link or `value()` and `form()` of an input.
 */
export interface Element {
  attributes(): Record<string, Attribute>;
  childElementCount(): number;
  childNodes(): Element[];
  children(): Element[];
  classList(): string[];
  className(): string | undefined;
  contains(other: Element): boolean;
  firstChild(): Element | undefined;
  firstElementChild(): Element | undefined;
  getAttribute(name: string): string | undefined;
  getAttributeNode(name: string): Attribute | undefined;
  getElementsByClassName(name: string): Element[];
  getElementsByTagName(name: string): Element[];
  hasAttribute(name: string): boolean;
  hasAttributes(): boolean;
  hasChildNodes(): boolean;
  id(): string;
  innerHTML(): string | undefined;
  isDefaultNamespace(): boolean;
  isEqualNode(other: Element): boolean;
  isSameNode(other: Element): boolean;
  lang(): string | undefined;
  lastChild(): Element | undefined;
  lastElementChild(): Element | undefined;
  matches(selector: string): boolean;
  namespaceURI(): string;
  nextElementSibling(): Element | undefined;
  nextSibling(): Element | undefined;
  /** In lower case, or `#text`, `#comment`, `#document`. */
  nodeName(): string;
  /** 1 for an element, 3 for a text, 8 for a comment, 9 for the document, 10 for its type. */
  nodeType(): number;
  nodeValue(): string | undefined;
  ownerDocument(): Element | undefined;
  parentElement(): Element | undefined;
  parentNode(): Element | undefined;
  previousElementSibling(): Element | undefined;
  previousSibling(): Element | undefined;
  querySelector(selector: string): Element | undefined;
  querySelectorAll(selector: string): Element[];
  selection(): Selection;
  textContent(): string;
  toString(): string;
  /** What the kind of element has beside these. */
  [member: string]: any;
}

declare const html: { parseHTML: typeof parseHTML };
export default html;
