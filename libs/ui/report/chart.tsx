import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type JSX } from 'react';
import { useMode } from '../theme/theme';

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
  /** Series on top of one another: parts of a whole. */
  readonly stacked?: boolean;
  readonly valueText: (value: number) => string;
}

const ROW_PX = 34;
/** Told apart by people who see few colours (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#8a8f98', '#f0e442'];

function optionOf({ label, categories, series, stacked, valueText }: ChartProps, dark: boolean): EChartsCoreOption {
  const text = { color: dark ? '#c3cad5' : '#4a5160', fontFamily: 'Be Vietnam Pro, sans-serif' };
  return {
    animation: false,
    aria: { enabled: true, label: { description: label }, decal: { show: true } },
    color: COLOURS,
    textStyle: text,
    legend: { bottom: 0, textStyle: text },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => valueText(Number(value)) },
    grid: { left: 8, right: 24, top: 8, bottom: 40, containLabel: true },
    xAxis: { type: 'value', axisLabel: { ...text, formatter: (value: number) => valueText(value) } },
    yAxis: { type: 'category', inverse: true, data: categories, axisLabel: { ...text, width: 160, overflow: 'truncate' } },
    series: series.map(({ name, values }) => ({ type: 'bar', name, data: values, ...(stacked ? { stack: 'all' } : {}) })),
  };
}

/** Bars, one row of them for each category; the table is its twin. Loaded only where there is a chart. */
export default function Chart(props: ChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { mode } = useMode();
  useEffect(() => {
    const element = box.current!;
    const chart = init(element);
    chart.setOption(optionOf(props, mode === 'dark'));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [props, mode]);
  const rows = props.categories.length * (props.stacked ? 1 : Math.max(1, props.series.length * 0.7));
  return <div ref={box} role="img" aria-label={props.label} className="lg-chart" style={{ height: Math.max(180, rows * ROW_PX + 80) }} />;
}
