import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type JSX } from 'react';
import { useSay } from '../language/language';
import { useMode } from '../theme/theme';
import { reportTexts } from './texts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
}

export interface ChartProps {
  /** What it shows, for a screen reader; the same figures stand in the table beside it. */
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** `lines`: how it went, from left to right; default: bars, one row of them for each category. */
  readonly shape?: 'bars' | 'lines';
  /** Series on top of one another: parts of a whole. */
  readonly stacked?: boolean;
  readonly valueText: (value: number) => string;
}

const ROW_PX = 34;
const LINES_PX = 300;
/** The width of the text on an upright A4 page: 210 mm, less twice 12 mm. */
const PAPER_PX = 703;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
/** Told apart by people who see few colours (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8a8f98', '#f0e442'];

function optionOf(props: ChartProps, dark: boolean): EChartsCoreOption {
  const { label, categories, series, stacked, valueText } = props;
  const isLines = props.shape === 'lines';
  const text = { color: dark ? '#c3cad5' : '#4a5160', fontFamily: 'Be Vietnam Pro, sans-serif' };
  return {
    animation: false,
    aria: { enabled: true, label: { description: label }, decal: { show: true } },
    color: COLOURS,
    textStyle: text,
    legend: { bottom: 0, textStyle: text },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => valueText(Number(value)) },
    grid: { left: 8, right: 24, top: 8, bottom: 40, containLabel: true },
    ...(isLines ? { xAxis: categoryAxis(categories, text), yAxis: valueAxis(valueText, text) } : { xAxis: valueAxis(valueText, text), yAxis: { ...categoryAxis(categories, text), inverse: true } }),
    series: series.map(({ name, values }, index) => (isLines ? { type: 'line', name, data: values, symbol: SYMBOLS[index % SYMBOLS.length], symbolSize: 7 } : { type: 'bar', name, data: values, ...(stacked ? { stack: 'all' } : {}) })),
  };
}

const categoryAxis = (categories: readonly string[], text: object): object => ({ type: 'category', data: categories, axisLabel: { ...text, width: 160, overflow: 'truncate' } });
const valueAxis = (valueText: (value: number) => string, text: object): object => ({ type: 'value', axisLabel: { ...text, hideOverlap: true, formatter: (value: number) => valueText(value) } });

/** Bars, one row of them for each category, or lines; the table is its twin, and it can be taken away as a picture. Loaded only where there is a chart. */
export default function Chart(props: ChartProps): JSX.Element {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(undefined);
  const { mode, isPaper } = useMode();
  useEffect(() => {
    const element = box.current!;
    const chart = init(element);
    drawn.current = chart;
    chart.setOption(optionOf(props, mode === 'dark'));
    const observer = new ResizeObserver(() => chart.resize());
    // A page that is about to be printed is as wide as its window, still.
    if (isPaper) chart.resize({ width: Math.min(PAPER_PX, element.clientWidth) });
    else observer.observe(element);
    chart.getZr().flush();
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [props, mode, isPaper]);
  const rows = props.categories.length * (props.stacked ? 1 : Math.max(1, props.series.length * 0.7));
  const height = props.shape === 'lines' ? LINES_PX : Math.max(180, rows * ROW_PX + 80);
  return (
    <div className="lg-chart-box">
      <div ref={box} role="img" aria-label={props.label} className="lg-chart" style={{ height }} />
      <button type="button" className="lg-picture" onClick={() => takeAway(drawn.current!, props.label, mode === 'dark')} aria-label={`${say(reportTexts.picture)}: ${props.label}`}>{say(reportTexts.picture)}</button>
    </div>
  );
}

/** The chart as a PNG file, twice as fine as the screen. */
function takeAway(chart: EChartsType, label: string, dark: boolean): void {
  const link = document.createElement('a');
  link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: dark ? '#14181f' : '#ffffff' });
  link.download = `${label.replace(/[\\/:*?"<>|]+/g, ' ').slice(0, 80).trim()}.png`;
  link.click();
}
