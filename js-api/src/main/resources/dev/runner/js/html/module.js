const host = __runner("k6/html");
let library;

export function parseHTML(html) {
  library ??= host.library();
  return library.parse(String(html), "");
}

export default { parseHTML };
