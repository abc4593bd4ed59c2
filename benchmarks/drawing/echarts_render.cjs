// Reads {width, height, theme, option} from standard input, writes {svg, boxes} to standard output: the chart, and where
// the axes of each grid end, as left, top, right, bottom.
// An axis of the option may name a number format in axisLabel.format.
const fs = require("fs");
const echarts = require("echarts");

const PREFIXES = [[1e9, "B"], [1e6, "M"], [1e3, "k"], [1, ""]];

function kilo(value) {
  const [size, letter] = PREFIXES.find(([least]) => Math.abs(value) >= least) || [1, ""];
  return Number((value / size).toPrecision(6)) + letter;
}

const FORMATS = {
  log: (value) => String(Number(value.toPrecision(6))),
  percent: (value) => Number(value.toPrecision(6)) + "%",
  kilo,
  currency: (value) => (value < 0 ? "-$" : "$") + Math.abs(Number(value.toPrecision(6))).toLocaleString("en-US"),
  decimal_comma: (value) => String(Number(value.toPrecision(6))).replace(".", ","),
  scientific: (value) => Number(value.toPrecision(6)).toExponential(),
};

function withFormat(axis) {
  const format = axis.axisLabel && FORMATS[axis.axisLabel.format];
  return format ? { ...axis, axisLabel: { ...axis.axisLabel, formatter: format } } : axis;
}

function boxOf(chart, index) {
  const rect = chart.getModel().getComponent("grid", index).coordinateSystem.getRect();
  return [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
}

function loadTheme(name) {
  const code = fs.readFileSync(require.resolve("echarts/theme/" + name + ".js"), "utf8");
  new Function("exports", "require", "define", code)({}, () => echarts, undefined);
}

let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => {
  const { width, height, theme, option } = JSON.parse(text);
  if (theme && theme !== "dark") loadTheme(theme);
  const chart = echarts.init(null, theme || null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ ...option, xAxis: option.xAxis.map(withFormat), yAxis: option.yAxis.map(withFormat) });
  const svg = chart.renderToSVGString();
  process.stdout.write(JSON.stringify({ svg, boxes: option.grid.map((_, index) => boxOf(chart, index)) }));
  chart.dispose();
});
