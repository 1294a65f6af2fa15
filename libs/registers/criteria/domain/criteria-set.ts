import { defineDecider, must, type DataOf } from '@ledger/kit';
import { PublishCriteriaSet, VerifyIndicator } from './commands';
import { criteriaEvents } from './events';

type Indicator = DataOf<typeof criteriaEvents>['IndicatorVerified'] & { readonly verified: boolean };

interface SetState {
  readonly publishedBy?: string;
  /** By code. */
  readonly indicators: ReadonlyMap<string, Indicator>;
}

const indicatorsOf = ({ set, level, validFrom, criteria }: DataOf<typeof criteriaEvents>['CriteriaSetPublished']): readonly Indicator[] =>
  criteria.flatMap(({ number, indicators }) =>
    indicators.map(({ code, ...indicator }) => ({ ...indicator, set, level, validFrom, criterion: number, indicator: code })),
  );

function mustNotRepeat(numbers: readonly (string | number)[], field: (index: number) => string): void {
  numbers.forEach((number, index) => {
    must(numbers.indexOf(number) === index, 'criteria.repeated-number', { field: field(index), number });
  });
}

function mustBeNumbered({ criteria }: PublishCriteriaSet): void {
  mustNotRepeat(criteria.map(({ number }) => number), (index) => `criteria[${index}].number`);
  criteria.forEach(({ number, indicators }, index) => {
    const codes = indicators.map(({ code }) => code);
    const field = (at: number) => `criteria[${index}].indicators[${at}].code`;
    mustNotRepeat(codes, field);
    codes.forEach((code, at) => must(code.split('.')[0] === String(number), 'criteria.indicator-of-another-criterion', { field: field(at), indicator: code, criterion: number }));
  });
}

/** One set of criteria, `criteria.set-<set>`. */
export const criteriaSet = defineDecider<SetState>()({
  kind: 'set',
  events: criteriaEvents,
  types: ['CriteriaSetPublished', 'IndicatorVerified'],
  initial: { indicators: new Map() },
  evolve: {
    CriteriaSetPublished: (_, published, { actor }) => ({
      publishedBy: actor.user,
      indicators: new Map(indicatorsOf(published).map((indicator) => [indicator.indicator, indicator])),
    }),
    IndicatorVerified: (state, indicator) => ({
      ...state,
      indicators: new Map(state.indicators).set(indicator.indicator, { ...indicator, verified: true }),
    }),
  },
  rules: (on) => [
    on(PublishCriteriaSet, {
      roles: ['operator', 'program'],
      id: ({ set }) => set,
      scope: () => ({ program: 'NTM' }),
      requires: ['legalBasis'],
      decide: (command, { publishedBy }) => {
        must(publishedBy === undefined, 'criteria.set-exists', { field: 'set', set: command.set });
        mustBeNumbered(command);
        return [criteriaEvents.CriteriaSetPublished(command)];
      },
    }),
    on(VerifyIndicator, {
      roles: ['checker'],
      id: ({ set }) => set,
      scope: () => ({ program: 'NTM' }),
      requires: ['evidence'],
      decide: ({ set, indicator }, { publishedBy, indicators }, { act }) => {
        must(publishedBy !== undefined, 'criteria.unknown-set', { field: 'set', set });
        const published = indicators.get(indicator);
        must(published, 'criteria.unknown-indicator', { field: 'indicator', indicator, set });
        must(!published.verified, 'criteria.indicator-verified-already', { field: 'indicator', indicator });
        must(publishedBy !== act.actor.user, 'criteria.maker-is-checker', { user: act.actor.user });
        return [criteriaEvents.IndicatorVerified(published)];
      },
    }),
  ],
});
