/* Draws the timeline, and lets a span of it be selected by mouse, touch or keyboard. */

const timeline = {
  ...page.data.timeline,
  measure: "bytes",
  chart: null,
  end: () => timeline.start + timeline.width * timeline.buckets,
  bucketStart: (bucket) => timeline.start + bucket * timeline.width,
};

/** Colours as the style sheet has them now, light or dark. */
function colourOf(selector, property) {
  const element = document.querySelector(selector);
  return element ? getComputedStyle(element)[property] : "";
}

const hint = byId("readout")?.textContent;

const format = (value) => (timeline.measure === "bytes" ? formatBytes(value) : formatCount(value));

/** Series stacked upon each other; the tallest is drawn first, so that the lower ones cover it. */
function stackedData() {
  const middle = timeline.width / 2;
  const times = Array.from({ length: timeline.buckets }, (_, i) => (timeline.bucketStart(i) + middle) / 1000);
  const heights = new Array(timeline.buckets).fill(0);
  const stacked = timeline.series.map((series) =>
    series[timeline.measure].map((value, i) => (heights[i] += value)),
  );
  return [times, ...stacked.reverse()];
}

/** Tick labels in UTC: the time, and the date where it changes. */
function tickLabels(chart, ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 60;
  let day = "";
  return ticks.map((tick) => {
    const iso = new Date(Math.round(tick * 1000)).toISOString();
    const date = iso.slice(0, 10);
    if (step >= 86400) return date;
    const time = iso.slice(11, step < 1 ? 23 : step < 60 ? 19 : 16);
    const label = date === day ? time : `${time}\n${date}`;
    day = date;
    return label;
  });
}

function chartOptions(width) {
  const ink = colourOf("#readout", "color");
  const line = colourOf("#chart", "borderTopColor");
  const axis = { stroke: ink, font: "11px system-ui, sans-serif", ticks: { stroke: line }, grid: { stroke: line, width: 1 } };
  const bars = uPlot.paths.bars({ size: [1, Infinity], gap: timeline.buckets > 150 ? 0 : 1 });
  const series = timeline.series.map((one, i) => ({
    fill: colourOf(`tr[data-series="${i}"] .swatch`, "backgroundColor"),
    width: 0,
    paths: bars,
    points: { show: false },
  }));
  return {
    width,
    height: 210,
    padding: [8, 36, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: {
      x: { time: true, range: [timeline.start / 1000, timeline.end() / 1000] },
      y: { range: (chart, min, max) => [0, max > 0 ? max * 1.05 : 1] },
    },
    axes: [
      { ...axis, values: tickLabels, space: 80, size: 44 },
      { ...axis, size: 64, values: (chart, ticks) => ticks.map(format) },
    ],
    series: [{}, ...series.reverse()],
    hooks: { setSelect: [selectDragged], setCursor: [readOut] },
  };
}

function drawTimeline(event) {
  const frame = byId("chart");
  const width = event?.detail?.paper ? 660 : frame.clientWidth;
  timeline.chart?.destroy();
  timeline.chart = new uPlot(chartOptions(width), stackedData(), frame);
  drawLane();
  showSelection();
}

/** Marks each finding below the chart, in a row for its severity. */
function drawLane() {
  const lane = byId("lane");
  const chart = timeline.chart;
  const left = chart.bbox.left / devicePixelRatio;
  const scale = chart.bbox.width / devicePixelRatio / (timeline.end() - timeline.start);
  const severities = ["critical", "high", "medium", "low", "info"];
  const present = severities.filter((s) => page.data.findings.some((f) => f.severity === s));
  const marks = page.data.findings.map((finding, i) => {
    const { from, to } = byId(`f${i}`).dataset;
    if (from === undefined || Number(to) < timeline.start || Number(from) > timeline.end()) return null;
    const mark = make("a", { href: `#f${i}`, tabIndex: -1, title: `#${i + 1} ${finding.title}` });
    mark.className = `m-${finding.severity}`;
    mark.style.left = `${left + (Number(from) - timeline.start) * scale}px`;
    mark.style.width = `${Math.max(4, (Number(to) - Number(from)) * scale)}px`;
    mark.style.top = `${present.indexOf(finding.severity) * 9}px`;
    return mark;
  });
  const label = make("span", { textContent: present.length > 0 ? "Findings" : "" });
  lane.replaceChildren(label, ...marks.filter(Boolean));
  lane.style.height = `${present.length > 0 ? Math.max(13, present.length * 9) : 0}px`;
}

function selectDragged(chart) {
  if (chart.select.width < 3) return;
  const millis = (pixel) => chart.posToVal(pixel, "x") * 1000;
  const bucket = (time) => Math.floor((time - timeline.start) / timeline.width);
  const from = bucket(millis(chart.select.left));
  const to = bucket(millis(chart.select.left + chart.select.width));
  selectBuckets(Math.max(0, from), Math.min(timeline.buckets - 1, to));
}

/** Selects from the start of one bucket to the end of another; all of them is no selection. */
function selectBuckets(from, to) {
  const all = from <= 0 && to >= timeline.buckets - 1;
  page.change({
    from: all ? -Infinity : timeline.bucketStart(from),
    to: all ? Infinity : timeline.bucketStart(to + 1),
  });
}

function selectedBuckets() {
  if (!page.hasSpan()) return [0, timeline.buckets - 1];
  const { from, to } = page.filter;
  return [(from - timeline.start) / timeline.width, (to - timeline.start) / timeline.width - 1].map(Math.round);
}

/** Shows the selection in the chart, on the sliders and in the sums. */
function showSelection() {
  const chart = timeline.chart;
  const [from, to] = selectedBuckets();
  const left = chart.valToPos(timeline.bucketStart(from) / 1000, "x");
  const right = chart.valToPos(timeline.bucketStart(to + 1) / 1000, "x");
  const height = chart.over.clientHeight;
  chart.setSelect({ left: page.hasSpan() ? left : 0, top: 0, width: page.hasSpan() ? right - left : 0, height }, false);
  const sliders = [[byId("span-from"), from, from], [byId("span-to"), to, to + 1]];
  for (const [slider, value, edge] of sliders) {
    slider.value = value;
    slider.setAttribute("aria-valuetext", formatTime(timeline.bucketStart(edge)));
  }
  timeline.series.forEach((series, i) => {
    const cells = document.querySelector(`tr[data-series="${i}"]`).cells;
    const sum = (values) => values.slice(from, to + 1).reduce((a, b) => a + b, 0);
    cells[1].textContent = formatBytes(sum(series.bytes));
    cells[2].textContent = formatCount(sum(series.flows));
  });
}

/** Reads out the bucket under the cursor. */
function readOut(chart) {
  const bucket = chart.cursor.idx;
  const out = byId("readout");
  if (bucket === null || bucket === undefined || chart.cursor.left < 0) {
    out.textContent = hint;
    return;
  }
  const parts = timeline.series
    .map((series) => ({ name: series.service, value: series[timeline.measure][bucket] }))
    .filter((part) => part.value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, 4)
    .map((part) => `${part.name.slice(0, 24)} ${format(part.value)}`);
  out.textContent = `${formatTime(timeline.bucketStart(bucket))}: ${parts.join(", ") || "nothing"}`;
}

function setUpTimeline() {
  if (timeline.buckets === 0) return;
  byId("chart-tools").hidden = false;
  byId("span-tools").hidden = false;
  const [from, to] = [byId("span-from"), byId("span-to")];
  from.max = to.max = timeline.buckets - 1;
  from.addEventListener("input", () => selectBuckets(+from.value, Math.max(+from.value, +to.value)));
  to.addEventListener("input", () => selectBuckets(Math.min(+from.value, +to.value), +to.value));
  for (const button of document.querySelectorAll("[data-measure]")) {
    button.addEventListener("click", () => {
      timeline.measure = button.dataset.measure;
      for (const other of document.querySelectorAll("[data-measure]")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      drawTimeline();
    });
  }
  drawTimeline();
  page.listeners.push(showSelection);
  document.addEventListener("colours", drawTimeline);
  new ResizeObserver(() => {
    if (byId("chart").clientWidth !== timeline.chart.width) drawTimeline();
  }).observe(byId("timeline"));
}

addEventListener("DOMContentLoaded", setUpTimeline);
