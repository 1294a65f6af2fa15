import { useMemo } from 'react';
import { houseStage, type HouseStep } from '@ledger/registers/housing/domain';
import { paidOrRequested, stagesAfter, type HouseState } from '@ledger/registers/housing/domain/house-state';
import { useSay } from '@ledger/ui/language/language';
import { useRegisters } from '@ledger/ui/pages/registers';
import type { OfferedAct } from '@ledger/ui/work/action-bar';
import { pageTexts } from './page-texts';

/** In the order of the work; what is seldom needed comes last. */
const COMMANDS = ['ApproveHouse', 'StartHouse', 'RecordStage', 'AcceptHouse', 'PayHouse', 'ConfirmHouseCorrection', 'ReturnHouseCorrection', 'NameContactPerson', 'WithdrawHouse'];
const BACK = ['ReturnHouseCorrection', 'WithdrawHouse'];
/** Acts that photos and papers belong to. */
const WITH_PHOTOS = ['ApproveHouse', 'StartHouse', 'RecordStage', 'AcceptHouse'];

type Answers = Pick<OfferedAct, 'known' | 'initial'>;

function answersFor(name: string, state: HouseState): Answers {
  const { house } = state;
  if (name === 'ApproveHouse') return house?.kind ? { initial: { kind: house.kind } } : {};
  if (name === 'RecordStage') return stageAnswers(house ? stagesAfter(house) : []);
  if (name !== 'PayHouse') return {};
  const { amount = 0n, line } = house?.approval ?? {};
  const left = house ? amount - paidOrRequested(house) : 0n;
  return { initial: { amount: (left > 0n ? left : 1n).toString(), ...(line === undefined ? { source: 'mobilised' } : { source: 'line', line }) } };
}

/** Where only one stage can follow it is not asked for; where none can, the decider says why. */
function stageAnswers([next = 'roof', ...others]: readonly HouseStep[]): Answers {
  return others.length === 0 ? { known: { stage: next } } : { initial: { stage: next } };
}

/** Every act of a house for people. Whether it is possible now its decider says. */
export function useHouseActs(state: HouseState): readonly OfferedAct[] {
  const say = useSay();
  const { commandOf } = useRegisters();
  return useMemo(() => COMMANDS.flatMap((name) => {
    const command = commandOf(name);
    if (!command) return [];
    const answers = answersFor(name, state);
    const stage = answers.known?.['stage'] as keyof ReturnType<typeof houseStage>['choices'] | undefined;
    return [{
      command, ...answers,
      sends: BACK.includes(name) ? 'back' as const : 'on' as const,
      ...(stage === undefined ? {} : { label: say(pageTexts.stageRecorded, { stage: say(houseStage().choices[stage]) }) }),
      ...(WITH_PHOTOS.includes(name) ? { asks: ['evidence'] } : {}),
    }];
  }), [state, commandOf, say]);
}
