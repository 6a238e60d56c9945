'use strict';
(() => {
  const D = JSON.parse(document.getElementById('data').textContent);
  const SVG = 'http://www.w3.org/2000/svg';

  // ---- elements. Texts only ever become text nodes: nothing in the data is markup. ----
  function h(tag, attrs, ...kids) {
    const el = document.createElement(tag);
    for (const [k, v] of Object.entries(attrs || {})) {
      if (v === null || v === undefined || v === false) continue;
      if (k === 'style') Object.entries(v).forEach(([p, x]) => el.style.setProperty(p, x));
      else if (k.startsWith('on')) el.addEventListener(k.slice(2), v);
      else el.setAttribute(k, v === true ? '' : v);
    }
    el.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== ''));
    return el;
  }
  function s(tag, attrs, ...kids) {
    const el = document.createElementNS(SVG, tag);
    for (const [k, v] of Object.entries(attrs || {})) if (v !== null && v !== undefined) el.setAttribute(k, v);
    el.append(...kids);
    return el;
  }
  const css = (name) => `var(--${name})`;
  const phone = () => matchMedia('(max-width: 620px)').matches;

  // ---- numbers ----
  const digits = (x, most) => {
    const size = Math.abs(x);
    const decimals = size >= 100 || Number.isInteger(x) ? 0 : size >= 10 ? Math.min(1, most) : Math.min(2, most);
    return x.toLocaleString('en-US', { maximumFractionDigits: size > 0 && size < 0.01 ? 4 : decimals });
  };
  const odd = (x) => x === null || x === undefined || typeof x !== 'number';
  const num = (x) => (odd(x) ? (x === 'inf' ? '∞' : x === '-inf' ? '−∞' : '–')
    : Math.abs(x) >= 1e6 ? `${digits(x / (Math.abs(x) >= 1e9 ? 1e9 : 1e6), 2)}${Math.abs(x) >= 1e9 ? 'G' : 'M'}` : digits(x, 2));
  function time(ms) {
    if (odd(ms)) return num(ms);
    const size = Math.abs(ms);
    if (size === 0) return '0 ms';
    if (size < 1) return `${digits(ms * 1000, 1)} µs`;
    if (size < 1000) return `${digits(ms, 2)} ms`;
    if (size < 60000) return `${digits(ms / 1000, 2)} s`;
    return span(ms);
  }
  function span(ms) {
    const all = Math.round(ms / 1000), sec = all % 60, min = Math.floor(all / 60) % 60, hours = Math.floor(all / 3600);
    if (all < 60) return `${digits(ms / 1000, 1)} s`;
    return hours ? `${hours} h ${min} min` : sec ? `${min} min ${sec} s` : `${min} min`;
  }
  function bytes(x) {
    if (odd(x)) return num(x);
    const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
    let i = 0, size = x;
    while (Math.abs(size) >= 999.5 && i < units.length - 1) { size /= 1000; i++; }
    return `${i && Math.abs(size) < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[i]}`;
  }
  // Never rounded to a clean 0 % or 100 %.
  const percent = (x) => {
    if (odd(x)) return num(x);
    const p = x * 100;
    if (p > 0 && p < 0.01) return '<0.01%';
    if (p > 99.99 && p < 100) return '>99.99%';
    return `${p.toLocaleString('en-US', { maximumFractionDigits: 2 })}%`;
  };
  const perSecond = (x) => (odd(x) ? '–' : `${num(x)}/s`);
  const unitOf = { time, data: bytes, default: num };
  const clock = (ms) => {
    const t = Math.max(0, ms) / 1000, sec = Math.floor(t % 60), min = Math.floor(t / 60) % 60, hours = Math.floor(t / 3600);
    const two = (n) => String(n).padStart(2, '0');
    const frac = D.step < 1000 && t % 1 ? `.${String(Math.floor((t % 1) * 100)).padStart(2, '0')}` : '';
    return hours ? `${hours}:${two(min)}:${two(sec)}` : `${min}:${two(sec)}${frac}`;
  };
  const metric = (name) => D.metrics.find((m) => m.name === name);
  const val = (name, key) => (metric(name) || { v: {} }).v[key];

  // ---- page ----
  const page = h('div', { class: 'wrap' });
  const links = h('div', { class: 'links' });
  const sections = [];
  function section(id, title, note, ...kids) {
    const body = kids.flat().filter(Boolean);
    if (!body.length) return;
    links.append(h('a', { href: `#${id}` }, title));
    sections.push(id);
    page.append(h('section', { id }, h('h2', {}, title, note ? h('small', {}, note) : ''), ...body));
  }

  // ---- theme ----
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  const themeButton = h('button', { type: 'button', onclick: () => { chosen = theme() === 'dark' ? 'light' : 'dark'; paint(); } });
  const theme = () => chosen || (dark.matches ? 'dark' : 'light');
  function paint(forced) {
    root.dataset.theme = forced || theme();
    themeButton.textContent = theme() === 'dark' ? '☀ Light' : '☾ Dark';
    themeButton.setAttribute('aria-label', theme() === 'dark' ? 'use light colours' : 'use dark colours');
  }
  dark.addEventListener('change', () => paint());
  paint();

  // ---- verdict ----
  function verdict() {
    const failed = D.outcome.code !== 0;
    const crossed = D.thresholds.filter((t) => !t.ok).length;
    const badge = !failed ? 'Passed' : D.outcome.code === 99 ? 'Failed' : 'Ended early';
    const names = [...new Set(D.thresholds.filter((t) => !t.ok).map((t) => t.metric))].join(', ');
    const why = D.outcome.code === 99 && crossed ? `${crossed} of ${D.thresholds.length} thresholds crossed: ${names}.` : D.outcome.words || (D.thresholds.length
      ? `All ${D.thresholds.length === 1 ? 'it asked for holds: 1 threshold' : `${D.thresholds.length} thresholds hold`}.`
      : 'No thresholds were set, so nothing could fail: set some to have this test judge.');
    const started = new Date(D.start);
    page.append(h('section', { class: `card verdict${failed ? ' failed' : ''}`, id: 'verdict' },
      h('div', { class: 'badge' }, `${failed ? '✗' : '✓'} ${badge}`),
      h('div', { class: 'what' },
        h('h1', {}, D.title),
        h('p', { class: 'why' }, why),
        h('p', { class: 'facts' },
          h('span', { title: started.toISOString() }, started.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })),
          h('span', {}, `ran ${span(D.durationMs)}`),
          D.scenarios.length === 1
            ? h('span', {}, D.scenarios[0].description || D.scenarios[0].executor)
            : D.scenarios.length ? h('span', {}, `${D.scenarios.length} scenarios`) : '',
          D.parts > 1 ? h('span', {}, `merged from ${D.parts} recordings`) : ''))));
  }

  function tiles() {
    const list = [];
    const tile = (label, value, more, cls) => list.push(
      h('div', { class: 'card tile' }, h('div', { class: 'label' }, label), h('div', { class: `value ${cls || ''}` }, value), h('div', { class: 'more' }, more || ' ')));
    const peak = (values) => Math.max(...(values || []).filter((v) => v !== null), 0);
    const reqs = metric('http_reqs'), dur = metric('http_req_duration'), failed = metric('http_req_failed');
    if (reqs) tile('Requests', num(reqs.v.count), `${perSecond(reqs.v.rate)}, peak ${perSecond(Math.max(peak(D.series.rps), reqs.v.rate))}`);
    if (dur) tile('Response time p95', time(dur.v.p95), `median ${time(dur.v.p50)}, p99 ${time(dur.v.p99)}`);
    if (failed) tile('Failed requests', percent(failed.v.rate), `${num(failed.v.nonZero)} of ${num(failed.v.samples)}`, failed.v.nonZero ? 'bad' : '');
    if (metric('iterations')) tile('Iterations', num(val('iterations', 'count')), perSecond(val('iterations', 'rate')));
    const it = metric('iteration_duration');
    if (it && !dur) tile('Iteration p95', time(it.v.p95), `median ${time(it.v.p50)}, p99 ${time(it.v.p99)}`);
    const checks = metric('checks');
    if (checks && checks.v.samples) tile('Checks passed', percent(checks.v.rate), `${num(checks.v.samples - checks.v.nonZero)} of ${num(checks.v.samples)} failed`, checks.v.nonZero < checks.v.samples ? 'bad' : '');
    if (metric('vus')) tile('Virtual users', num(val('vus', 'max')), 'at most');
    if (metric('data_received')) tile('Received', bytes(val('data_received', 'count')), `${bytes(val('data_received', 'rate'))}/s`);
    if (list.length) page.append(h('div', { class: 'tiles' }, list));
  }

  function doubts() {
    if (!D.doubts.length) return;
    page.append(h('section', { class: 'card doubts', id: 'doubts' }, h('h3', {}, 'Know this before you trust the numbers'),
      h('ul', {}, D.doubts.map((line) => h('li', {}, line)))));
  }

  function thresholds() {
    if (!D.thresholds.length) return;
    const rows = D.thresholds.map((t) => {
      const fmt = t.percent ? percent : t.perSecond ? (x) => `${unitOf[t.unit](x)}/s` : unitOf[t.unit];
      const share = typeof t.limit === 'number' && t.limit > 0 && typeof t.observed === 'number' && t.observed >= 0 ? Math.min(1, t.observed / t.limit) : null;
      const below = t.op === '<' || t.op === '<=';
      return h('tr', {},
        h('td', {}, h('span', { class: `mark ${t.ok ? 'good' : 'bad'}` }, t.ok ? '✓' : '✗'), h('span', { class: 'muted word' }, t.ok ? 'holds' : 'crossed')),
        h('td', { class: 'name' }, h('code', {}, t.metric)),
        h('td', {}, h('code', {}, t.source)),
        h('td', { class: `num ${t.ok ? '' : 'bad'}` }, fmt(t.observed)),
        h('td', { class: 'num muted' }, fmt(t.limit)),
        h('td', {}, share === null || !below ? '' : h('div', { class: 'meter', title: `${percent(t.observed / t.limit)} of the limit` },
          h('i', { class: t.ok ? '' : 'over', style: { width: `${share * 100}%` } }))));
    });
    section('thresholds', 'Thresholds', `${D.thresholds.filter((t) => t.ok).length} of ${rows.length} hold`,
      h('div', { class: 'card scroll' }, h('table', { class: 'thresholds' },
        h('thead', {}, h('tr', {}, ...['', 'Metric', 'Demand'].map((t) => h('th', {}, t)), h('th', { class: 'num' }, 'Observed'), h('th', { class: 'num' }, 'Limit'), h('th', {}, 'Used up'))),
        h('tbody', {}, rows))));
  }

  // ---- charts over time ----
  const charts = [];
  let view = [0, Math.max(0, D.n - 1)];
  const timeOf = (i) => D.t0 + i * D.step;

  function ticks(max, count) {
    const raw = max / count, power = 10 ** Math.floor(Math.log10(raw || 1)), lead = raw / power;
    const step = (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
    const out = [];
    for (let v = 0; v <= max + step * 0.001; v += step) out.push(v);
    if (out[out.length - 1] < max) out.push(out[out.length - 1] + step);
    return out;
  }
  function timeTicks(from, to, count) {
    const steps = [250, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000, 900000, 1800000, 3600000, 7200000, 21600000, 86400000];
    const step = steps.find((x) => (to - from) / x <= count) || steps[steps.length - 1];
    const out = [];
    for (let t = Math.ceil(Math.max(0, from) / step) * step; t <= to; t += step) out.push(t);
    return out;
  }

  function legend(series, draw, extra) {
    return h('div', { class: 'legend' }, series.length < 2 && !extra ? '' : series.map((one) => {
      const button = h('button', { type: 'button', 'aria-pressed': String(!one.off), onclick: () => {
        one.off = !one.off;
        button.setAttribute('aria-pressed', String(!one.off));
        draw();
      } }, h('i', { style: { background: one.color } }), one.label);
      return button;
    }), extra || '');
  }

  function chart(title, note, fmt, series, options) {
    series = series.filter((one) => one.values && one.values.some((v) => v !== null && v !== undefined));
    if (!series.length || D.n < 2) return null;
    const o = options || {};
    let log = false;
    const plot = h('div', { class: 'plot', tabindex: '0', role: 'img', 'aria-label': `${title} over time` });
    const tip = h('div', { class: 'tip' });
    let geometry = null;
    const logButton = o.log && h('button', { type: 'button', class: 'scale', 'aria-pressed': 'false', onclick: () => {
      log = !log;
      logButton.setAttribute('aria-pressed', String(log));
      draw();
    } }, 'log scale');

    function draw() {
      const width = Math.max(240, plot.clientWidth || 600), height = o.height || (phone() ? 170 : 210);
      const left = 56, right = 8, top = 8, bottom = 22;
      const [a, b] = view;
      const shown = series.filter((one) => !one.off);
      const from = timeOf(a), to = timeOf(b + 1);
      const x = (t) => left + ((t - from) / (to - from)) * (width - left - right);
      const mid = (i) => x(timeOf(i) + D.step / 2);
      const stacks = o.stack ? stackUp(shown, a, b) : null;
      let max = 0, min = Infinity;
      shown.forEach((one, k) => {
        for (let i = a; i <= b; i++) {
          const v = stacks ? stacks[k][i - a][1] : one.values[i];
          if (typeof v === 'number') { max = Math.max(max, v); if (v > 0) min = Math.min(min, v); }
        }
      });
      if (o.most) max = Math.min(o.most, Math.max(max, o.least || 0));
      const lowest = log && max > 0 ? 10 ** Math.floor(Math.log10(Math.min(min, max))) : 0;
      const marks = lowest ? decades(lowest, max) : ticks(max || 1, 4);
      const topValue = marks[marks.length - 1];
      const y = lowest
        ? (v) => top + (1 - Math.log(Math.max(v, lowest) / lowest) / Math.log(topValue / lowest)) * (height - top - bottom)
        : (v) => top + (1 - v / topValue) * (height - top - bottom);
      const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height });
      for (const mark of marks) {
        svg.append(s('line', { class: 'grid', x1: left, x2: width - right, y1: y(mark), y2: y(mark) }),
          s('text', { x: left - 7, y: y(mark) + 4, 'text-anchor': 'end' }, fmt(mark)));
      }
      for (const t of timeTicks(from, to, width / 80)) {
        svg.append(s('line', { class: 'axis', x1: x(t), x2: x(t), y1: height - bottom, y2: height - bottom + 4 }),
          s('text', { x: x(t), y: height - 4, 'text-anchor': x(t) > width - 24 ? 'end' : 'middle' }, clock(t)));
      }
      for (const change of D.changes) {
        if (change.at >= from && change.at <= to) {
          svg.append(s('line', { class: 'change', x1: x(change.at), x2: x(change.at), y1: top, y2: height - bottom }, s('title', {}, change.words)));
        }
      }
      shown.forEach((one, k) => {
        const color = one.color;
        if (stacks) {
          const up = stacks[k].map((p, i) => `${mid(i + a).toFixed(1)},${y(p[1]).toFixed(1)}`);
          const down = stacks[k].map((p, i) => `${mid(i + a).toFixed(1)},${y(p[0]).toFixed(1)}`).reverse();
          svg.append(s('polygon', { points: up.concat(down).join(' '), fill: color, 'fill-opacity': '.75' }));
          return;
        }
        let path = '', pen = false, lastX = 0, areaFrom = 0, area = '';
        for (let i = a; i <= b; i++) {
          const v = one.values[i];
          if (typeof v !== 'number') {
            if (pen && one.area) area += `L${lastX} ${y(0)}L${areaFrom} ${y(0)}Z`;
            pen = false;
            continue;
          }
          const px = mid(i).toFixed(1), py = y(v).toFixed(1);
          const isolated = !pen && typeof one.values[i + 1] !== 'number';
          if (isolated) svg.append(s('circle', { cx: px, cy: py, r: 2, fill: color }));
          const part = pen ? (one.step ? `H${px}V${py}` : `L${px} ${py}`) : `M${px} ${py}`;
          path += part;
          if (one.area) area += part;
          if (!pen) areaFrom = px;
          pen = true;
          lastX = px;
        }
        if (pen && one.area) area += `L${lastX} ${y(0)}L${areaFrom} ${y(0)}Z`;
        if (area) svg.append(s('path', { d: area, fill: color, 'fill-opacity': one.area === true ? '.13' : one.area }));
        svg.append(s('path', { d: path, fill: 'none', stroke: color, 'stroke-width': one.width || 1.7, 'stroke-linejoin': 'round', 'stroke-dasharray': one.dash }));
      });
      const cross = s('line', { class: 'cross', y1: top, y2: height - bottom });
      const brush = s('rect', { class: 'brush', y: top, height: height - top - bottom, visibility: 'hidden' });
      svg.append(cross, brush);
      tip.style.left = '0';
      plot.replaceChildren(svg, tip);
      geometry = { width, left, right, mid, cross, brush, a, b };
    }

    function hover(i) {
      if (!geometry) return;
      const { width, mid, cross, a, b } = geometry;
      if (i === null || i < a || i > b) { tip.style.visibility = 'hidden'; cross.style.visibility = 'hidden'; return; }
      const px = mid(i);
      cross.setAttribute('x1', px); cross.setAttribute('x2', px);
      cross.style.visibility = 'visible';
      tip.replaceChildren(h('b', {}, clock(timeOf(i))), ...series.filter((one) => !one.off).map((one) =>
        h('div', {}, h('span', { style: { '--swatch': one.color } }, one.label), h('span', {}, typeof one.values[i] === 'number' ? fmt(one.values[i]) : '–'))));
      tip.style.visibility = 'visible';
      const shift = px > width / 2 ? px - tip.offsetWidth - 12 : px + 12;
      tip.style.left = `${Math.max(0, Math.min(width - tip.offsetWidth, shift))}px`;
    }
    const pointAt = (event) => {
      const box = plot.getBoundingClientRect(), { left, right, width, a, b } = geometry;
      const share = ((event.clientX - box.left) * (width / box.width) - left) / (width - left - right);
      return Math.max(a, Math.min(b, a + Math.floor(share * (b - a + 1))));
    };
    let start = null, at = null;
    plot.addEventListener('pointermove', (e) => {
      at = pointAt(e);
      if (start !== null && start !== at) {
        const { brush, mid } = geometry;
        brush.setAttribute('x', Math.min(mid(start), mid(at)));
        brush.setAttribute('width', Math.abs(mid(at) - mid(start)));
        brush.setAttribute('visibility', 'visible');
      }
      hoverAll(at);
    });
    plot.addEventListener('pointerdown', (e) => { if (e.pointerType === 'mouse' && e.button === 0) { start = pointAt(e); plot.setPointerCapture(e.pointerId); } else { hoverAll(pointAt(e)); } });
    plot.addEventListener('pointerup', (e) => {
      if (start === null) return;
      const end = pointAt(e), from = Math.min(start, end), to = Math.max(start, end);
      start = null;
      if (to - from >= 2) zoom([from, to]); else geometry.brush.setAttribute('visibility', 'hidden');
    });
    plot.addEventListener('pointerleave', () => { if (start === null) hoverAll(null); });
    plot.addEventListener('dblclick', () => zoom(null));
    plot.addEventListener('blur', () => hoverAll(null));
    plot.addEventListener('keydown', (e) => {
      if (e.key === 'Escape') zoom(null);
      if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return;
      e.preventDefault();
      at = at === null ? view[0] : Math.max(view[0], Math.min(view[1], at + (e.key === 'ArrowLeft' ? -1 : 1)));
      hoverAll(at);
    });
    charts.push({ draw, hover, plot });
    return h('div', { class: `card chart${o.full ? ' full' : ''}` },
      h('header', {}, h('h3', {}, title, note ? h('small', {}, note) : ''), legend(series, draw, logButton)), plot);
  }
  function stackUp(shown, a, b) {
    const sums = new Array(b - a + 1).fill(0);
    return shown.map((one) => sums.map((below, i) => {
      const v = one.values[i + a] || 0;
      sums[i] = below + v;
      return [below, sums[i]];
    }));
  }
  function decades(from, to) {
    const out = [from];
    while (out[out.length - 1] < to && out.length < 14) out.push(out[out.length - 1] * 10);
    if (out.length < 2) out.push(from * 10);
    return out;
  }
  const hoverAll = (i) => charts.forEach((one) => one.hover(i));
  const drawAll = () => charts.forEach((one) => one.draw());
  const hint = h('p', { class: 'hint' });
  function zoom(range) {
    view = range || [0, Math.max(0, D.n - 1)];
    hint.replaceChildren(range ? `Shows ${clock(timeOf(view[0]))} to ${clock(timeOf(view[1] + 1))} of the run.` : 'Point at a chart to read values, drag over it to zoom in, double-click to zoom out.',
      range ? h('button', { type: 'button', onclick: () => zoom(null) }, 'Whole run') : '');
    drawAll();
    hoverAll(null);
  }

  function overTime() {
    const S = D.series, cat = [1, 2, 3, 4, 5, 6].map((i) => css(`c${i}`));
    const statusColor = { '1xx': css('s0'), '2xx': css('s2'), '3xx': css('s3'), '4xx': css('s4'), '5xx': css('s5'), none: css('s0') };
    const many = D.scenarioSeries.length > 6 ? D.scenarioSeries.slice(0, 6) : D.scenarioSeries;
    const list = [
      chart('Requests per second', '', perSecond, [
        { label: 'requests', values: S.rps, color: css('c1'), area: true }, { label: 'failed', values: S.failedRps && S.failedRps.some((v) => v > 0) ? S.failedRps : null, color: css('err'), area: '.5' }]),
      chart('Response time', '', time, [
        { label: 'median', values: S.p50, color: css('p50') }, { label: 'p90', values: S.p90, color: css('p90'), off: true }, { label: 'p95', values: S.p95, color: css('p95') },
        { label: 'p99', values: S.p99, color: css('p99') }, { label: 'max', values: S.max, color: css('max'), off: true, width: 1.2 }], { log: true }),
      chart('Virtual users', '', num, [
        { label: 'active', values: S.vus, color: css('c3'), area: true, step: true }, { label: 'initialised', values: S.vusMax, color: css('max'), step: true, dash: '4 3', off: same(S.vus, S.vusMax) }]),
      chart('Failed requests', 'share', percent, [{ label: 'failed', values: S.failedShare, color: css('err'), area: true }], { most: 1, least: 0.01 }),
      D.status.length > 1 || (D.status.length && D.status[0][0] !== '2xx')
        ? chart('Responses by status', 'per second', perSecond, D.status.map(([label, values]) => ({ label: label === 'none' ? 'no response' : label, values, color: statusColor[label] || css('max') })), { stack: true }) : null,
      chart('Iterations per second', D.scenarioSeries.length > 6 ? `6 of ${D.scenarioSeries.length} scenarios` : '', perSecond, D.scenarioSeries.length > 1
        ? many.map(([label, values], i) => ({ label, values, color: cat[i] }))
        : [{ label: 'iterations', values: S.iterations, color: css('c4'), area: true }, { label: 'dropped', values: S.dropped, color: css('err') }]),
      D.scenarioSeries.length > 1 ? chart('Dropped iterations', 'per second', perSecond, [{ label: 'dropped', values: S.dropped, color: css('err'), area: true }]) : null,
      chart('Iteration duration', '', time, [{ label: 'median', values: S.iterP50, color: css('p50') }, { label: 'p95', values: S.iterP95, color: css('p95') }, { label: 'p99', values: S.iterP99, color: css('p99') }], { log: true }),
      chart('Network', 'per second', (x) => (odd(x) ? '–' : `${bytes(x)}/s`), [{ label: 'received', values: S.received, color: css('c1') }, { label: 'sent', values: S.sent, color: css('c2') }]),
      chart('Checks failed', 'share', percent, [{ label: 'failed', values: S.checksFailed && S.checksFailed.some((v) => v > 0) ? S.checksFailed : null, color: css('err'), area: true }], { most: 1, least: 0.01 }),
      chart('Lateness of iteration starts', 'the load generator itself', time, [{ label: 'median', values: S.lagP50, color: css('p50') }, { label: 'p99', values: S.lagP99, color: css('p99') }], { log: true }),
      ...D.custom.map((one) => chart(one.name, '', one.kind === 'rate' ? percent : one.kind === 'counter' ? (x) => (odd(x) ? '–' : `${unitOf[one.unit](x)}/s`) : unitOf[one.unit],
        one.lines.map(([label, values], i) => ({ label, values, color: one.lines.length === 1 ? css('c4') : [css('p50'), css('p95'), css('p99')][i] }))))
    ].filter(Boolean);
    if (!list.length) return;
    section('charts', 'Over time', `one point every ${D.step >= 1000 ? span(D.step) : `${D.step} ms`}`, h('div', { class: 'charts' }, list), hint);
  }
  const same = (a, b) => !a || !b || a.every((v, i) => v === null || b[i] === null || v === b[i]);

  // ---- percentile spectrum ----
  function spectrum() {
    const colors = [css('c1'), css('c2'), css('c3'), css('c4'), css('c5'), css('c6')];
    const series = D.spectrum.map((one, i) => ({ label: one.name, points: one.points, color: colors[i % 6], off: i > 0 && one.name !== 'iteration_duration' ? true : i > 0 }));
    if (!series.length) return;
    const plot = h('div', { class: 'plot', tabindex: '0', role: 'img', 'aria-label': 'percentiles' }), tip = h('div', { class: 'tip' });
    let geometry = null;
    let log = false;
    const logButton = h('button', { type: 'button', class: 'scale', 'aria-pressed': 'false', onclick: () => { log = !log; logButton.setAttribute('aria-pressed', String(log)); draw(); } }, 'log scale');
    const nines = (q) => (q >= 1 ? null : -Math.log10(1 - q));
    function draw() {
      const width = Math.max(240, plot.clientWidth || 900), height = phone() ? 200 : 260, left = 60, right = 16, top = 10, bottom = 24;
      const shown = series.filter((one) => !one.off);
      const all = shown.flatMap((one) => one.points.map((p) => p[1])).filter((v) => typeof v === 'number');
      const far = Math.max(1, ...shown.flatMap((one) => one.points.map((p) => nines(p[0]) || 0))) + 0.12;
      const max = Math.max(0, ...all), low = Math.min(...all.filter((v) => v > 0), max || 1);
      const lowest = log ? 10 ** Math.floor(Math.log10(low)) : 0;
      const marks = lowest ? decades(lowest, max) : ticks(max || 1, 5), topValue = marks[marks.length - 1];
      const x = (q) => left + ((q >= 1 ? far : nines(q)) / far) * (width - left - right);
      const y = lowest ? (v) => top + (1 - Math.log(Math.max(v, lowest) / lowest) / Math.log(topValue / lowest)) * (height - top - bottom) : (v) => top + (1 - Math.max(0, v) / topValue) * (height - top - bottom);
      const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height });
      marks.forEach((m) => svg.append(s('line', { class: 'grid', x1: left, x2: width - right, y1: y(m), y2: y(m) }), s('text', { x: left - 7, y: y(m) + 4, 'text-anchor': 'end' }, time(m))));
      let lastLabel = -99;
      [0, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999].forEach((q) => {
        if (nines(q) > far) return;
        svg.append(s('line', { class: 'grid', x1: x(q), x2: x(q), y1: top, y2: height - bottom }));
        if (x(q) - lastLabel > 44) { lastLabel = x(q); svg.append(s('text', { x: x(q), y: height - 5, 'text-anchor': 'middle' }, `${+(q * 100).toFixed(6)}%`)); }
      });
      shown.forEach((one) => svg.append(s('polyline', { points: one.points.filter((p) => typeof p[1] === 'number').map((p) => `${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`).join(' '), fill: 'none', stroke: one.color, 'stroke-width': 1.9, 'stroke-linejoin': 'round' })));
      const cross = s('line', { class: 'cross', y1: top, y2: height - bottom });
      svg.append(cross);
      plot.replaceChildren(svg, tip);
      geometry = { width, left, right, far, x, cross };
    }
    function valueAt(points, q) {
      let best = points[0];
      for (const p of points) if (p[0] <= q + 1e-12) best = p;
      return best[1];
    }
    plot.addEventListener('pointermove', (e) => {
      const box = plot.getBoundingClientRect(), { width, left, right, far, x, cross } = geometry;
      const share = Math.max(0, Math.min(1, ((e.clientX - box.left) * (width / box.width) - left) / (width - left - right)));
      const want = 1 - 10 ** (-share * far);
      const known = series[0].points.map((p) => p[0]);
      const q = known.reduce((best, one) => (Math.abs(x(one) - x(want)) < Math.abs(x(best) - x(want)) ? one : best), 0);
      cross.setAttribute('x1', x(q)); cross.setAttribute('x2', x(q)); cross.style.visibility = 'visible';
      tip.replaceChildren(h('b', {}, q >= 1 ? 'maximum' : `p${+(q * 100).toFixed(4)}`), ...series.filter((one) => !one.off).map((one) => h('div', {}, h('span', { style: { '--swatch': one.color } }, one.label), h('span', {}, time(valueAt(one.points, q))))));
      tip.style.visibility = 'visible';
      tip.style.left = `${x(q) > width / 2 ? Math.max(0, x(q) - tip.offsetWidth - 12) : x(q) + 12}px`;
    });
    plot.addEventListener('pointerleave', () => { tip.style.visibility = 'hidden'; geometry.cross.style.visibility = 'hidden'; });
    charts.push({ draw, hover: () => {}, plot });
    section('percentiles', 'Percentiles', 'how slow the slowest are: each step to the right is ten times rarer',
      h('div', { class: 'card chart' }, h('header', {}, h('h3', {}, 'Percentile spectrum'), legend(series, draw, logButton)), plot));
  }

  // ---- tables ----
  function spark(values, color) {
    const known = (values || []).filter((v) => typeof v === 'number');
    if (known.length < 2) return '';
    const width = 110, height = 24, max = Math.max(...known) || 1;
    let path = '', pen = false;
    values.forEach((v, i) => {
      if (typeof v !== 'number') { pen = false; return; }
      path += `${pen ? 'L' : 'M'}${((i / (values.length - 1)) * width).toFixed(1)} ${(height - 2 - (v / max) * (height - 4)).toFixed(1)}`;
      pen = true;
    });
    return s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' }, s('path', { d: path, fill: 'none', stroke: color, 'stroke-width': 1.4, 'stroke-linejoin': 'round' }));
  }

  // Columns: { label, value(row) to sort by, cell(row) to show, text: left-aligned, first: the order to begin with }.
  function table(rows, columns, cls) {
    const body = h('tbody');
    const heads = [];
    function show(column, down) {
      const sorted = rows.slice().sort((one, other) => {
        const a = column.value(one), b = column.value(other);
        const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : (odd(a) ? -Infinity : a) - (odd(b) ? -Infinity : b);
        return down ? -order || 0 : order || 0;
      });
      body.replaceChildren(...sorted.map((row) => h('tr', {}, columns.map((c) => h('td', { class: c.text ? c.text : 'num' }, c.cell(row))))));
      heads.forEach((th) => th.removeAttribute('aria-sort'));
      heads[columns.indexOf(column)].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    }
    columns.forEach((column) => {
      const th = h('th', { class: column.text ? '' : 'num' }, column.value ? h('button', { type: 'button', onclick: () => show(column, th.getAttribute('aria-sort') ? th.getAttribute('aria-sort') !== 'descending' : !column.text) }, column.label) : column.label);
      heads.push(th);
    });
    show(columns.find((c) => c.first) || columns[0], Boolean(columns.find((c) => c.first)));
    return h('div', { class: 'card scroll' }, h('table', { class: cls }, h('thead', {}, h('tr', {}, heads)), body));
  }
  const stat = (label, key, fmt) => ({ label, value: (r) => r[key], cell: (r) => (fmt || time)(r[key]) });
  const failedColumn = { label: 'Failed', value: (r) => (r.count ? r.failed / r.count : 0), cell: (r) => (odd(r.failed) ? '–' : h('span', { class: r.failed ? 'bad' : 'muted' }, r.failed ? `${num(r.failed)} (${percent(r.failed / r.count)})` : '0')) };

  function endpoints() {
    if (!D.endpoints.length) return;
    section('endpoints', 'Endpoints', D.endpoints.length === 1 ? '' : `${D.endpoints.length}, those that took most time in all first`,
      table(D.endpoints, [
        { label: 'Name', text: 'name', value: (r) => r.name, cell: (r) => h('code', {}, r.name) },
        { label: 'Requests', value: (r) => r.count, cell: (r) => num(r.count) },
        failedColumn, stat('Rate', 'perSecond', perSecond),
        stat('Median', 'p50'), stat('p95', 'p95'), stat('p99', 'p99'), stat('Max', 'max'),
        { label: 'Total time', first: true, value: (r) => r.total, cell: (r) => span(r.total) },
        { label: 'Rate over time', text: 'spark', cell: (r) => spark(r.rates, css('c1')) },
        { label: 'p95 over time', text: 'spark', cell: (r) => spark(r.p95s, css('p95')) }
      ], 'endpoints'));
  }

  function parts(id, title, note, rows, what) {
    if (!rows.length) return;
    section(id, title, note, table(rows, [
      { label: what, text: 'name', value: (r) => r.name, cell: (r) => r.name },
      { label: 'Count', first: true, value: (r) => r.count, cell: (r) => num(r.count) },
      ...(rows.some((r) => !odd(r.failed)) ? [failedColumn] : []),
      stat('Median', 'p50'), stat('p90', 'p90'), stat('p95', 'p95'), stat('p99', 'p99'), stat('Max', 'max')
    ], id));
  }

  function scenarios() {
    if (D.scenarios.length < 1) return;
    section('scenarios', 'Scenarios', '', table(D.scenarios, [
      { label: 'Scenario', text: 'name', value: (r) => r.name, cell: (r) => [h('div', {}, r.name), h('div', { class: 'muted' }, r.description || r.executor)] },
      { label: 'Iterations', first: true, value: (r) => r.count, cell: (r) => num(r.count) }, stat('Rate', 'perSecond', perSecond),
      { label: 'Dropped', value: (r) => r.dropped || 0, cell: (r) => h('span', { class: r.dropped ? 'bad' : 'muted' }, num(r.dropped || 0)) },
      stat('Median', 'p50'), stat('p95', 'p95'), stat('p99', 'p99'), stat('Max', 'max'),
      { label: 'Iterations over time', text: 'spark', cell: (r) => spark(r.rates, css('c4')) }
    ], 'scenarios'));
  }

  function users() {
    if (!D.vus.length) return;
    const failed = (label, key, all) => ({ label, value: (r) => r[key], cell: (r) => h('span', { class: r[key] ? 'bad' : 'muted' }, r[key] ? `${num(r[key])} (${percent(r[key] / r[all])})` : '0') });
    section('users', 'Virtual users', D.vus.length < D.allVus ? `the first ${num(D.vus.length)} of ${num(D.allVus)}` : `${num(D.allVus)}, each counted apart`, table(D.vus, [
      { label: 'VU', value: (r) => r.vu, cell: (r) => r.vu },
      { label: 'Scenario', text: 'name', value: (r) => r.scenario, cell: (r) => r.scenario },
      stat('Iterations', 'iterations', num), failed('Failed', 'failedIterations', 'iterations'),
      stat('Requests', 'requests', num), failed('Failed', 'failedRequests', 'requests'),
      stat('Average', 'avg'), stat('Min', 'min'), stat('Median', 'p50'), stat('p95', 'p95'), stat('p99', 'p99'), stat('Max', 'max'),
      stat('Received', 'received', bytes), stat('Sent', 'sent', bytes)
    ], 'users'));
  }

  function phases() {
    const all = [['blocked', 'waiting for a connection', 'c6'], ['connecting', 'connecting', 'c2'], ['tls_handshaking', 'TLS', 'c5'], ['sending', 'sending', 'c3'], ['waiting', 'waiting for the server', 'c1'], ['receiving', 'receiving', 'c4']]
      .map(([key, label, color]) => ({ label, color: css(color), v: (metric(`http_req_${key}`) || { v: {} }).v })).filter((p) => typeof p.v.avg === 'number');
    const sum = all.reduce((total, p) => total + p.v.avg, 0);
    if (!sum) return;
    section('phases', 'Where the time goes', 'averages of all requests',
      h('div', { class: 'card pad' },
        h('div', { class: 'phases', role: 'img', 'aria-label': 'shares of the phases' }, all.map((p) => h('i', { title: `${p.label}: ${time(p.v.avg)}`, style: { background: p.color, width: `${(p.v.avg / sum) * 100}%` } }))),
        h('div', { class: 'scroll' }, h('table', {}, h('thead', {}, h('tr', {}, h('th', {}, 'Phase'), ...['Average', 'Share', 'Median', 'p95', 'p99', 'Max'].map((t) => h('th', { class: 'num' }, t)))),
          h('tbody', {}, all.map((p) => h('tr', {}, h('td', {}, h('span', { class: 'legend' }, h('button', { type: 'button', disabled: true }, h('i', { style: { background: p.color } }), p.label))),
            [time(p.v.avg), percent(p.v.avg / sum), time(p.v.p50), time(p.v.p95), time(p.v.p99), time(p.v.max)].map((t) => h('td', { class: 'num' }, t)))))))));
  }

  function checks() {
    const row = (c) => h('div', { class: 'check' },
      h('span', { class: c.fails ? 'bad' : 'good' }, c.fails ? '✗' : '✓'), h('span', { class: 'label' }, c.name),
      h('span', { class: 'meter' }, h('i', { style: { width: `${(c.passes / Math.max(1, c.passes + c.fails)) * 100}%` } })),
      h('span', { class: 'num muted' }, c.fails ? `${percent(c.passes / (c.passes + c.fails))}, ${num(c.fails)} failed` : `${num(c.passes)} passed`));
    const has = (g) => g.checks.length > 0 || g.groups.some(has);
    const group = (g) => (has(g) ? [h('div', { class: 'group' }, g.name), h('div', { class: 'nested' }, g.checks.map(row), g.groups.map(group).flat())] : []);
    const failing = metric('checks') && val('checks', 'samples') - val('checks', 'nonZero');
    if (has(D.root)) section('checks', 'Checks', failing ? `${num(failing)} of ${num(val('checks', 'samples'))} failed` : `all ${num(val('checks', 'samples'))} passed`,
      h('div', { class: 'card checks long' }, D.root.checks.map(row), D.root.groups.map(group).flat()));
  }

  function errors() {
    const kids = [];
    if (D.errorKinds.length) {
      kids.push(table(D.errorKinds, [
        { label: 'Failed requests', text: 'name', value: (r) => r.name, cell: (r) => r.name },
        { label: 'Category', text: 'wide', value: (r) => r.category, cell: (r) => r.category },
        { label: 'Code', text: 'wide', value: (r) => r.code, cell: (r) => (r.code ? String(r.code) : '') },
        { label: 'Count', first: true, value: (r) => r.count, cell: (r) => num(r.count) },
        { label: 'First at', value: (r) => r.at, cell: (r) => (odd(r.at) ? '–' : clock(r.at)) },
        { label: 'Over time', text: 'spark', cell: (r) => spark(r.rates, css('err')) }], 'errors'));
    }
    if (D.failures.top.length) {
      const list = table(D.failures.top, [
        { label: 'Error of an iteration', text: 'name', value: (r) => r.message, cell: (r) => [h('div', {}, r.message), h('div', { class: 'muted' }, h('code', {}, r.place))] },
        { label: 'Count', first: true, value: (r) => r.count, cell: (r) => num(r.count) },
        { label: 'First at', value: (r) => r.at, cell: (r) => clock(r.at) },
        { label: 'First in', text: 'wide', value: (r) => r.scenario, cell: (r) => `${r.scenario}, VU ${r.vu}, iteration ${r.iteration}` }], 'failures');
      if (kids.length) list.style.marginTop = '12px';
      kids.push(list);
      if (D.failures.distinct > D.failures.top.length) kids.push(h('p', { class: 'hint' }, `and ${D.failures.distinct - D.failures.top.length} more kinds of error`));
    }
    section('errors', 'Errors', D.failures.errors ? `${num(D.failures.errors)} in iterations, ${D.failures.distinct} different` : '', kids);
  }

  function connections() {
    if (!D.connections.length) return;
    section('connections', 'Connections', '', table(D.connections, [
      { label: 'Host', text: 'name', value: (r) => r.name, cell: (r) => h('code', {}, r.name) },
      { label: 'Most open', value: (r) => r.open, cell: (r) => num(r.open) }, { label: 'Opened', first: true, value: (r) => r.opened, cell: (r) => num(r.opened) },
      { label: 'Reused', value: (r) => r.reused, cell: (r) => num(r.reused) }, stat('Waiting p95', 'wait'),
      { label: 'Reading', text: 'wide', value: (r) => r.reading, cell: (r) => h('span', { class: r.problem ? 'warn' : 'muted' }, r.reading) }], 'connections'));
  }

  function changes() {
    if (!D.changes.length) return;
    section('changes', 'Changed while it ran', 'the results are not those of the plan alone',
      h('div', { class: 'card scroll' }, h('table', {}, h('tbody', {}, D.changes.map((c) => h('tr', {}, h('td', { class: 'num' }, clock(c.at)), h('td', { class: 'wide' }, c.words)))))));
  }

  function comparison() {
    if (!D.compare) return;
    const rows = D.compare.rows.map((r) => {
      const fmt = r.format === 'time' ? time : r.format === 'percent' ? percent : r.format === 'per_second' ? perSecond : num;
      return h('tr', {}, h('td', { class: 'name' }, r.name), h('td', {}, r.stat), h('td', { class: 'num muted' }, fmt(r.base)), h('td', { class: 'num' }, fmt(r.now)),
        h('td', { class: `num ${r.judged > 0 ? 'up' : r.judged < 0 ? 'down' : 'muted'}` }, r.delta));
    });
    section('comparison', 'Compared with the baseline', D.compare.title, h('div', { class: 'card scroll' }, h('table', { class: 'comparison' },
      h('thead', {}, h('tr', {}, h('th', {}, ''), h('th', {}, ''), ...['Baseline', 'This run', 'Change'].map((t) => h('th', { class: 'num' }, t)))), h('tbody', {}, rows))));
  }

  function metrics() {
    const body = h('tbody');
    const draw = (needle) => body.replaceChildren(...D.metrics.filter((m) => m.name.toLowerCase().includes(needle)).map((m) => {
      const f = unitOf[m.unit], v = m.v;
      const cells = m.kind === 'trend' ? [num(v.count), f(v.avg), f(v.min), f(v.p50), f(v.p90), f(v.p95), f(v.p99), f(v.max)] : null;
      const text = m.kind === 'counter' ? `${f(v.count)} in all, ${f(v.rate)}/s` : m.kind === 'rate' ? `${percent(v.rate)}: ${num(v.nonZero)} of ${num(v.samples)}` : m.kind === 'gauge' ? `${f(v.value)} at last, ${f(v.min)} to ${f(v.max)}` : '';
      return h('tr', {}, h('td', { class: 'name' }, h('code', {}, m.name)), cells ? cells.map((c) => h('td', { class: 'num' }, c)) : h('td', { colspan: 8 }, text));
    }));
    draw('');
    const filter = h('input', { class: 'filter', type: 'search', placeholder: 'filter metrics', 'aria-label': 'filter metrics', oninput: (e) => draw(e.target.value.toLowerCase()) });
    section('metrics', 'All metrics', '', filter, h('div', { class: 'card scroll' }, h('table', { class: 'metrics' },
      h('thead', {}, h('tr', {}, h('th', {}, 'Metric'), ...['Count', 'Average', 'Min', 'Median', 'p90', 'p95', 'p99', 'Max'].map((t) => h('th', { class: 'num' }, t)))), body)));
  }

  function configuration() {
    const lines = D.script.split('\n'), width = String(lines.length).length;
    section('configuration', 'Configuration', '',
      h('details', { class: 'card' }, h('summary', {}, 'Options'), h('div', { class: 'scroll' }, h('pre', { id: 'options' }, D.options))),
      D.script ? h('details', { class: 'card' }, h('summary', {}, `Script ${D.title}`), h('div', { class: 'scroll' }, h('pre', { id: 'script' },
        lines.map((line, i) => [h('span', { class: 'muted' }, `${String(i + 1).padStart(width)}  `), `${line}\n`]).flat()))) : null);
    page.append(h('footer', {}, `Written by runner ${D.version}${D.seed ? `, seed ${D.seed}` : ''}. Times to the second are those of your time zone; in the charts they count from the start of the test.`));
  }

  [verdict, tiles, doubts, thresholds, comparison, overTime, spectrum, endpoints, () => parts('steps', 'Steps', '', D.steps, 'Step'), phases, scenarios, users, checks, () => parts('groups', 'Groups', 'time spent in each', D.groups, 'Group'), errors, connections, changes, metrics, configuration].forEach((build) => build());
  document.getElementById('report').append(h('nav', {}, h('div', { class: 'row' }, links, themeButton)), page);
  zoom(null);

  let frame = 0;
  addEventListener('resize', () => { cancelAnimationFrame(frame); frame = requestAnimationFrame(drawAll); });
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((d) => { d.dataset.was = d.open; d.open = true; });
    paint('light');
    drawAll();
  });
  addEventListener('afterprint', () => {
    document.querySelectorAll('details').forEach((d) => { d.open = d.dataset.was === 'true'; });
    paint();
    drawAll();
  });
})();
