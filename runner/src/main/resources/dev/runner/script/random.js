// Replaces Math.random by Marsaglia's xorshift with 128 bits of state, https://doi.org/10.18637/jss.v008.i14
(function () {
  "use strict";

  let x;
  let y;
  let z;
  let w;
  const next = () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
  Math.random = function random() {
    return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  };
  return (a, b, c, d) => {
    x = a;
    y = b;
    z = c;
    w = d;
  };
})();
