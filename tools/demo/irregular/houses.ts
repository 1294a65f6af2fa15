import { ApproveHouse, ConfirmHouseCorrection, CorrectHouse, ProposeHouse, RecordStage, ReturnHouseCorrection, StartHouse } from '@ledger/registers/housing/domain';
import { CAMPAIGN, NORM } from '../commands/houses';
import type { DemoCommand } from '../demo-command';
import { evidenceOf } from './papers';
import { dong, irregular, irregularRows, madeUpDecision } from './rows';

const columns = ['household', 'commune', 'step', 'actor', 'recordedOn', 'effectiveOn', 'amount', 'photo', 'reason', 'basis'] as const;
type Row = ReturnType<typeof rows>[number];
const rows = () => irregularRows('irregular-houses.csv', columns);

const commandOf: { readonly [step: string]: (row: Row) => object } = {
  'propose': ({ household, commune }) => new ProposeHouse({ household, commune, kind: 'new' }),
  'approve': ({ household, amount, at }) => new ApproveHouse({ household, kind: 'new', norm: NORM, amount: dong(amount, at) }),
  'start': ({ household }) => new StartHouse({ household }),
  'foundation': ({ household }) => new RecordStage({ household, stage: 'foundation' }),
  'frame': ({ household }) => new RecordStage({ household, stage: 'frame' }),
  'roof': ({ household }) => new RecordStage({ household, stage: 'roof' }),
  'correct': ({ household, amount, at }) => new CorrectHouse({ household, amount: dong(amount, at) }),
  'return-correction': ({ household }) => new ReturnHouseCorrection({ household }),
  'confirm-correction': ({ household }) => new ConfirmHouseCorrection({ household }),
};

const legalBasisOf = ({ step, at, recordedOn }: Row) =>
  step === 'approve' ? { legalBasis: CAMPAIGN } : step === 'correct' ? { legalBasis: madeUpDecision(at, recordedOn) } : {};

/** Two houses of 2025 that share a photo; one has a stage recorded after the campaign, the other a correction asked for and confirmed by one person. */
export const oddHouses = (): readonly DemoCommand[] =>
  rows().map((row) => {
    const make = commandOf[row.step];
    if (!make) throw new Error(`${row.at}: no step of a house is called ${row.step}`);
    return irregular(row, make(row), { ...legalBasisOf(row), ...evidenceOf(row.photo) });
  });
