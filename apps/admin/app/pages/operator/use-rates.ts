import { useEffect, useRef, useState } from 'react';

interface Placed {
  readonly name: string;
  readonly position: string;
}

/** How many positions per second each has moved between the two latest answers. */
export function useRates(rows: readonly Placed[]): ReadonlyMap<string, number> {
  const before = useRef<{ readonly at: number; readonly positions: ReadonlyMap<string, bigint> }>(undefined);
  const [rates, setRates] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    const at = performance.now();
    const positions = new Map(rows.map(({ name, position }) => [name, BigInt(position)]));
    const known = before.current;
    before.current = { at, positions };
    if (!known || at <= known.at) return;
    const seconds = (at - known.at) / 1_000;
    setRates(new Map([...positions].map(([name, position]) => [name, Number(position - (known.positions.get(name) ?? position)) / seconds])));
  }, [rows]);
  return rates;
}
