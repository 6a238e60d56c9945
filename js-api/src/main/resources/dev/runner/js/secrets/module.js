const host = __runner("k6/secrets");

export async function get(key) {
  return host.get(null, String(key));
}

export function source(name) {
  const from = String(name);
  host.requireSource(from);
  return {
    async get(key) {
      return host.get(from, String(key));
    },
  };
}

export default { get, source };
