import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useRef, type CSSProperties, type JSX } from 'react';
import { useSay } from '../language/language';
import { GridRow } from './grid-row';
import { countOf, rowsQuery, ROWS_OF_PAGE, type Import, type ImportRow } from './imports';
import { importTexts } from './texts';

const ROW_PX = 44;
const OVERSCAN = 12;

interface RowGridProps {
  readonly file: Import;
  readonly onlyBad: boolean;
  readonly editable: boolean;
}

/** The rows with their verdicts: only those in sight are there, however long the file is; on a phone each is a card. */
export function RowGrid({ file, onlyBad, editable }: RowGridProps): JSX.Element {
  const say = useSay();
  const queries = useQueryClient();
  const window = useRef<HTMLDivElement>(null);
  const count = onlyBad ? countOf(file, 'refused', 'unusable') : file.rows;
  const virtual = useVirtualizer({ count, getScrollElement: () => window.current, estimateSize: () => ROW_PX, overscan: OVERSCAN, initialRect: { width: 1_000, height: 600 } });
  const items = virtual.getVirtualItems();
  const rowAt = usePages(file, onlyBad, items);
  if (count === 0) return <p className="lg-empty">{say(importTexts.noBad)}</p>;
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['imports', file.id] });
  const style = { '--columns': file.headings.length } as CSSProperties;
  return (
    <div ref={window} className="lg-grid-window" role="region" aria-label={say(importTexts.rows)} tabIndex={0}>
      <div className="lg-grid" role="table" aria-label={say(importTexts.rows)} aria-rowcount={count + 1} style={style}>
        <div role="rowgroup" className="lg-grid-head"><div role="row" className="lg-grid-row" aria-rowindex={1}>
          {[say(importTexts.line), say(importTexts.verdict), ...file.headings].map((heading) => <span key={heading} role="columnheader">{heading}</span>)}
        </div></div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => (
            <div key={item.key} ref={virtual.measureElement} data-index={item.index} className="lg-grid-place" role="presentation" style={{ transform: `translateY(${item.start}px)` }}>
              <GridRow index={item.index} row={rowAt(item.index)} file={file} editable={editable} onChanged={changed} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Asks for the pages of rows that are in sight; a row that is not there yet is undefined. */
function usePages(file: Import, onlyBad: boolean, items: readonly VirtualItem[]): (index: number) => ImportRow | undefined {
  const pages = [...new Set(items.map(({ index }) => Math.floor(index / ROWS_OF_PAGE)))];
  const answers = useQueries({ queries: pages.map((page) => rowsQuery(file.id, onlyBad, page, file.state)) });
  return (index) => answers[pages.indexOf(Math.floor(index / ROWS_OF_PAGE))]?.data?.[index % ROWS_OF_PAGE];
}
