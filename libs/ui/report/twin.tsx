import { Segmented } from 'antd';
import { lazy, Suspense, useState, type JSX, type ReactNode } from 'react';
import { Loading } from '../frame/notice';
import { useSay } from '../language/language';
import type { ChartProps } from './chart';
import { reportTexts } from './texts';
import './report.css';

const Chart = lazy(() => import('./chart'));

interface TwinProps {
  readonly title: string;
  readonly chart: ChartProps;
  /** The same figures. */
  readonly table: ReactNode;
}

/** A chart or the table of the same figures, as the reader likes; on paper both. */
export function Twin({ title, chart, table }: TwinProps): JSX.Element {
  const say = useSay();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const label = say(reportTexts.shownAs, { title });
  return (
    <div className="lg-twin">
      <Segmented size="small" className="lg-twin-switch" aria-label={label} name={title} value={shown} onChange={setShown} options={[{ value: 'chart', label: say(reportTexts.chart) }, { value: 'table', label: say(reportTexts.table) }]} />
      {shown === 'chart' ? <Suspense fallback={<Loading />}><Chart {...chart} /></Suspense> : table}
    </div>
  );
}
