import type { JSX } from 'react';
import { Behind, type Place } from './card';

/** One commune with its figure. */
export interface Tile {
  readonly code: string;
  readonly name: string;
  readonly group: string;
  /** Undefined: there is none. */
  readonly value: number | undefined;
  readonly text: string;
  readonly place: Place;
}

interface TileMapProps {
  readonly label: string;
  readonly tiles: readonly Tile[];
  /** The value from which on a tile is darkest. */
  readonly largest: number;
  readonly legend: (value: number) => string;
  readonly nothing: string;
}

const SHADES = 5;
const KINDS = /^(Xã|Phường|Thị trấn|Thành phố|Thị xã|Huyện)\s+/;

/** Which of the shades a value has, the darkest for the largest. */
const shadeOf = (value: number, largest: number): number => (largest <= 0 ? 0 : Math.min(SHADES - 1, Math.max(0, Math.floor((value / largest) * SHADES))));

/** Communes as tiles, those of a district together. The figure stands in each, so that nothing depends on its colour. */
export function TileMap({ label, tiles, largest, legend, nothing }: TileMapProps): JSX.Element {
  const groups = [...new Set(tiles.map(({ group }) => group))];
  return (
    <div className="lg-tile-map" role="group" aria-label={label}>
      <p className="lg-tile-legend">
        {Array.from({ length: SHADES }, (_, shade) => <span key={shade}><span className={`lg-shade lg-shade-${shade}`} aria-hidden="true" /> {legend((largest * shade) / SHADES)}–{legend((largest * (shade + 1)) / SHADES)}</span>)}
        <span><span className="lg-shade lg-shade-none" aria-hidden="true" /> {nothing}</span>
      </p>
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3>{group}</h3>
          <ul>
            {tiles.filter((tile) => tile.group === group).map(({ code, name, value, text, place }) => (
              <li key={code} className={`lg-tile ${value === undefined ? 'lg-shade-none' : `lg-shade-${shadeOf(value, largest)}`}`} title={`${name}: ${value === undefined ? nothing : text}`}>
                <Behind place={place}><span className="lg-tile-name">{name.replace(KINDS, '')}</span><span className="lg-tile-figure">{text}</span></Behind>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
