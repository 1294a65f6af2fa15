import { Select } from 'antd';
import type { JSX } from 'react';
import { leftIn, pockets, type LineState } from '@ledger/registers/funds/domain';
import { FieldFrame } from '@ledger/ui/form/field-frame';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { formatMoney } from '@ledger/ui/money/money';
import { newPaymentLabels } from './texts';

interface CommitmentChoiceProps {
  readonly state: LineState;
  readonly value: string;
  readonly onChange: (commitment: string) => void;
}

/** The line's commitments with what is left of each; none: from what is allocated. */
export function CommitmentChoice({ state, value, onChange }: CommitmentChoiceProps): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const open = Object.keys(state.commitments).map((commitment) => ({ commitment, left: leftIn(state, pockets.commitment(commitment)) })).filter(({ left }) => left > 0n);
  if (open.length === 0) return null;
  return (
    <FieldFrame path="commitment" label={newPaymentLabels.commitment} optional problem={undefined}>
      {({ id, label }) => (
        <Select id={id} aria-label={label} className="lg-picker" allowClear value={value === '' ? undefined : value} placeholder={say(newPaymentLabels.noCommitment)} onChange={(chosen?: string | null) => onChange(chosen ?? '')}
          options={open.map(({ commitment, left }) => ({ value: commitment, label: `${commitment} · ${formatMoney(left, 'dong', language)} đ` }))} />
      )}
    </FieldFrame>
  );
}
