/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import type { JSX } from 'react';
import type { Moment } from '../moment/moment';
import { answerWith } from '../testing/answering';
import { show } from '../testing/shown';
import { useUsual } from './use-usual';

const usual = { year: { list: 'lines', column: 'planYear' }, by: 'program-type' };

function Told({ moment }: { readonly moment: Moment }): JSX.Element {
  return <output>{JSON.stringify(useUsual('funds', usual, moment))}</output>;
}

describe('a report that nobody gave parameters', () => {
  it('is about the last year there is anything of, not about an empty one', async () => {
    const asked = answerWith(() => ({ json: { rows: [{ planYear: 2024 }], position: '1', knownAt: '' } }));
    show(<Told moment={{}} />);
    expect(screen.getByText('{"values":{"by":"program-type"},"isKnown":false}')).toBeTruthy();
    await screen.findByText('{"values":{"year":"2024","by":"program-type"},"isKnown":true}');
    expect(asked.map(({ path, query }) => `${path}?${query.get('order')}`)).toEqual(['/api/funds/lines?-planYear']);
  });

  it('is about the year of a past day, as the report itself says', () => {
    const asked = answerWith(() => new Error('not asked'));
    show(<Told moment={{ asOf: '2023-06-30' }} />);
    expect(screen.getByText('{"values":{"by":"program-type"},"isKnown":true}')).toBeTruthy();
    expect(asked).toEqual([]);
  });

  it('says for itself where nothing was planned yet, or the list cannot be read', async () => {
    answerWith(() => ({ json: { rows: [], position: '1', knownAt: '' } }));
    show(<Told moment={{}} />);
    await screen.findByText('{"values":{"by":"program-type"},"isKnown":true}');
  });
});
