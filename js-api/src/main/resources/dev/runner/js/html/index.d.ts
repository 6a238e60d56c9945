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

/** What `each()` calls. */
export type Handler = (index: number, element: Element) => void;

/** What `map()` calls. */
export type Mapper = (index: number, selection: Selection) => unknown;

// What elements of these names have beside the members of all.

/** What several kinds of elements have. */
export interface HrefElement extends Element {
  hash(): string;
  host(): string;
  hostname(): string;
  href(): string;
  hrefLang(): string;
  origin(): string;
  password(): string;
  pathname(): string;
  port(): string;
  protocol(): string;
  rel(): string;
  search(): string;
  target(): string;
  text(): string;
  type(): string;
  username(): string;
  relList(): string[];
}

/** `a` */
export interface AnchorElement extends HrefElement {}

/** `area` */
export interface AreaElement extends HrefElement {
  alt(): string;
  coords(): string;
  shape(): string;
}

/** What several kinds of elements have. */
export interface FormFieldElement extends Element {
  form(): FormElement | undefined;
  formAction(): string;
  formEnctype(): string;
  formMethod(): string;
  formTarget(): string;
  name(): string;
  autofocus(): boolean;
  disabled(): boolean;
  formNoValidate(): boolean;
  labels(): LabelElement[];
}

/** `button` */
export interface ButtonElement extends FormFieldElement {
  type(): string;
  value(): string;
}

/** `input` */
export interface InputElement extends FormFieldElement {
  accept(): string;
  alt(): string;
  autocomplete(): string;
  defaultValue(): string;
  dirName(): string;
  height(): string;
  max(): string;
  min(): string;
  pattern(): string;
  placeholder(): string;
  src(): string;
  step(): string;
  type(): string;
  value(): string;
  width(): string;
  checked(): boolean;
  defaultChecked(): boolean;
  multiple(): boolean;
  readonly(): boolean;
  required(): boolean;
  maxLength(): number;
  size(): number;
  tabIndex(): number;
  list(): DataListElement | undefined;
}

/** What several kinds of elements have. */
export interface MediaElement extends Element {
  src(): string;
  crossOrigin(): string;
  preload(): string;
  autoplay(): boolean;
  controls(): boolean;
  loop(): boolean;
  muted(): boolean;
  defaultMuted(): boolean;
  textTracks(): TrackElement[];
}

/** `audio` */
export interface AudioElement extends MediaElement {}

/** `video` */
export interface VideoElement extends MediaElement {
  poster(): string;
  height(): number;
  width(): number;
}

/** `track` */
export interface TrackElement extends Element {
  kind(): string;
  label(): string;
  src(): string;
  srcLang(): string;
  default(): boolean;
}

/** `base` */
export interface BaseElement extends Element {
  href(): string;
  target(): string;
}

/** `canvas` */
export interface CanvasElement extends Element {
  height(): number;
  width(): number;
}

/** `data` */
export interface DataElement extends Element {
  value(): string;
}

/** `datalist` */
export interface DataListElement extends Element {
  options(): OptionElement[];
}

/** What several kinds of elements have. */
export interface ModElement extends Element {
  cite(): string;
  datetime(): string;
}

/** `del` */
export interface DelElement extends ModElement {}

/** `ins` */
export interface InsElement extends ModElement {}

/** `embed` */
export interface EmbedElement extends Element {
  height(): string;
  src(): string;
  type(): string;
  width(): string;
}

/** `fieldset` */
export interface FieldSetElement extends Element {
  disabled(): boolean;
  elements(): Element[];
  form(): FormElement | undefined;
  name(): string;
  type(): string;
  validity(): undefined;
}

/** `form` */
export interface FormElement extends Element {
  acceptCharset(): string;
  action(): string;
  autocomplete(): string;
  encoding(): string;
  enctype(): string;
  method(): string;
  name(): string;
  target(): string;
  elements(): Element[];
  length(): number;
  noValidate(): boolean;
}

/** `iframe` */
export interface IFrameElement extends Element {
  name(): string;
  src(): string;
  srcdoc(): string;
  height(): string;
  width(): string;
}

/** `img` */
export interface ImageElement extends Element {
  alt(): string;
  crossOrigin(): string;
  name(): string;
  sizes(): string;
  src(): string;
  srcset(): string;
  useMap(): string;
  isMap(): boolean;
  height(): number;
  width(): number;
}

/** `keygen` */
export interface KeygenElement extends Element {
  form(): FormElement | undefined;
  labels(): LabelElement[];
  challenge(): string;
  keytype(): string;
  name(): string;
  type(): string;
}

/** `label` */
export interface LabelElement extends Element {
  control(): Element | undefined;
  form(): FormElement | undefined;
  htmlFor(): string;
}

/** `legend` */
export interface LegendElement extends Element {
  form(): FormElement | undefined;
}

/** `li` */
export interface LiElement extends Element {
  type(): string;
  value(): number;
}

/** `link` */
export interface LinkElement extends Element {
  crossOrigin(): string;
  href(): string;
  hrefLang(): string;
  media(): string;
  referrerPolicy(): string;
  rel(): string;
  type(): string;
  relList(): string[];
}

/** `map` */
export interface MapElement extends Element {
  areas(): AreaElement[];
  images(): Element[];
  name(): string;
}

/** `meta` */
export interface MetaElement extends Element {
  content(): string;
  httpEquiv(): string;
  name(): string;
}

/** `meter` */
export interface MeterElement extends Element {
  labels(): LabelElement[];
  high(): number;
  low(): number;
  max(): number;
  min(): number;
  optimum(): number;
  value(): number;
}

/** `object` */
export interface ObjectElement extends Element {
  form(): FormElement | undefined;
  data(): string;
  height(): string;
  name(): string;
  type(): string;
  useMap(): string;
  width(): string;
}

/** `ol` */
export interface OListElement extends Element {
  reversed(): boolean;
  start(): number;
  type(): string;
}

/** `optgroup` */
export interface OptGroupElement extends Element {
  disabled(): boolean;
  label(): string;
}

/** `option` */
export interface OptionElement extends Element {
  defaultSelected(): boolean;
  disabled(): boolean;
  selected(): boolean;
  form(): FormElement | undefined;
  index(): number;
  label(): string;
  text(): string;
  value(): string;
}

/** `output` */
export interface OutputElement extends Element {
  defaultValue(): string;
  htmlFor(): string;
  name(): string;
  value(): string;
  form(): FormElement | undefined;
  labels(): LabelElement[];
}

/** `param` */
export interface ParamElement extends Element {
  name(): string;
  value(): string;
}

/** `pre` */
export interface PreElement extends Element {
  name(): string;
  value(): string;
}

/** `progress` */
export interface ProgressElement extends Element {
  labels(): LabelElement[];
  max(): number;
  position(): number;
  value(): number;
}

/** `q`, `blockquote` */
export interface QuoteElement extends Element {
  cite(): string;
}

/** `script` */
export interface ScriptElement extends Element {
  charset(): string;
  crossOrigin(): string;
  src(): string;
  text(): string;
  type(): string;
  async(): boolean;
  defer(): boolean;
  noModule(): boolean;
}

/** `select` */
export interface SelectElement extends Element {
  autofocus(): boolean;
  disabled(): boolean;
  multiple(): boolean;
  required(): boolean;
  form(): FormElement | undefined;
  labels(): LabelElement[];
  length(): number;
  selectedIndex(): number;
  size(): number;
  tabIndex(): number;
  name(): string;
  type(): string;
  value(): string;
  options(): OptionElement[];
  selectedOptions(): OptionElement[];
}

/** `source` */
export interface SourceElement extends Element {
  media(): string;
  sizes(): string;
  src(): string;
  srcset(): string;
  type(): string;
}

/** `style` */
export interface StyleElement extends Element {
  media(): string;
  type(): string;
  disabled(): boolean;
}

/** `table` */
export interface TableElement extends Element {
  caption(): Element | undefined;
  rows(): TableRowElement[];
  tBodies(): TableSectionElement[];
  tFoot(): TableSectionElement | undefined;
  tHead(): TableSectionElement | undefined;
}

/** What several kinds of elements have. */
export interface TableSectionElement extends Element {
  rows(): TableRowElement[];
}

/** `thead` */
export interface TableHeadElement extends TableSectionElement {}

/** `tbody` */
export interface TableBodyElement extends TableSectionElement {}

/** `tfoot` */
export interface TableFootElement extends TableSectionElement {}

/** `tr` */
export interface TableRowElement extends Element {
  cells(): TableCellElement[];
  rowIndex(): number;
  sectionRowIndex(): number;
}

/** What several kinds of elements have. */
export interface TableCellElement extends Element {
  abbr(): string;
  cellIndex(): number;
  colSpan(): number;
  headers(): string;
  rowSpan(): number;
  scope(): string;
}

/** `th` */
export interface TableHeaderCellElement extends TableCellElement {}

/** `td` */
export interface TableDataCellElement extends TableCellElement {}

/** `col` */
export interface TableColElement extends Element {
  span(): number;
}

/** `textarea` */
export interface TextAreaElement extends Element {
  autofocus(): boolean;
  disabled(): boolean;
  readOnly(): boolean;
  required(): boolean;
  cols(): number;
  length(): number;
  maxLength(): number;
  rows(): number;
  tabIndex(): number;
  form(): FormElement | undefined;
  labels(): LabelElement[];
  defaultValue(): string;
  name(): string;
  placeholder(): string;
  type(): string;
  value(): string;
  wrap(): string;
}

/** `time` */
export interface TimeElement extends Element {
  datetime(): string;
}

/** `title` */
export interface TitleElement extends Element {
  text(): string;
}

/** `ul` */
export interface UListElement extends Element {
  type(): string;
}

declare const html: { parseHTML: typeof parseHTML };
export default html;
