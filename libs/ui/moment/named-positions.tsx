import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, type JSX } from 'react';
import type { Words } from '@ledger/kit';
import { request } from '../api/request';
import { useLanguage, useSay } from '../language/language';
import { shownInstant } from '../table/shown';
import { uiTexts } from '../texts';

/** A place in the ledger that has a name. */
export interface NamedPosition {
  readonly name: string;
  /** As `knownAt` takes it, in decimal text. */
  readonly position: string;
  /** When it was the last that was recorded, ISO 8601 UTC. */
  readonly at: string;
  readonly label: Words;
}

/** In the order of recording; none while they are not known, or where there are none. */
export function useNamedPositions(): readonly NamedPosition[] {
  const { data } = useQuery({
    queryKey: ['positions'],
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }) => (await request<{ readonly positions: readonly NamedPosition[] }>('/api/positions', { signal })).json.positions,
  });
  return useMemo(() => [...(data ?? [])].sort((one, other) => (BigInt(one.position) < BigInt(other.position) ? -1 : 1)), [data]);
}

interface ChoiceProps {
  /** What it is a choice of, where a page has more than one. */
  readonly label?: string;
  readonly value: string | undefined;
  readonly onChange: (position: string | undefined) => void;
}

/** A choice of the positions that have a name; nothing where there are none. */
export function NamedPositionChoice({ label, value, onChange }: ChoiceProps): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const positions = useNamedPositions();
  if (positions.length === 0) return null;
  const chosen = positions.some(({ position }) => position === value) ? value : undefined;
  return (
    <Select className="lg-named-position" size="small" aria-label={label ?? say(uiTexts.namedPosition)} placeholder={say(uiTexts.namedPosition)} popupMatchSelectWidth={false} allowClear value={chosen}
      onChange={(next?: string | null) => onChange(next ?? undefined)} options={positions.map(({ position, label: words, at }) => ({ value: position, label: say(words), title: shownInstant(at, language) }))} />
  );
}
