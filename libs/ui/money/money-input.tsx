import { Input, Select } from 'antd';
import { useState, type JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { uiTexts } from '../texts';
import { formatMoney, moneyUnits, naturalUnit, parseMoney, type MoneyProblem, type MoneyUnit } from './money';
import { amountInWords } from './money-words';

interface MoneyInputProps {
  readonly id: string;
  readonly label: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  /** Whole đồng as digits; or what was typed, where it is no amount. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const WHOLE = /^-?\d+$/;
const problemTexts: { readonly [P in MoneyProblem]: keyof typeof uiTexts } = { 'not-a-number': 'notAnAmount', 'ambiguous': 'ambiguousAmount', 'below-one-dong': 'belowOneDong' };

/** An amount in the unit officials think in, read back in full and in words. The unit changes how it is written, never what it is. */
export function MoneyInput({ id, label, describedBy, invalid, value, onChange }: MoneyInputProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const [unit, setUnit] = useState<MoneyUnit>(WHOLE.test(value) ? naturalUnit(BigInt(value)) : 'million');
  const [typing, setTyping] = useState<string>();
  const amount = WHOLE.test(value) ? BigInt(value) : undefined;
  const written = amount === undefined ? value : formatMoney(amount, unit, language);
  const take = (typed: string): void => {
    setTyping(typed);
    const parsed = parseMoney(typed, unit, language);
    onChange('problem' in parsed ? typed : parsed.amount.toString());
  };
  const leave = (): void => {
    const parsed = typing === undefined ? undefined : parseMoney(typing, unit, language);
    if (parsed && 'unit' in parsed) setUnit(parsed.unit);
    setTyping(undefined);
  };
  const wordsId = `${id}-words`;
  const parsed = value.trim() === '' || amount !== undefined ? undefined : parseMoney(value, unit, language);
  return (
    <div className="lg-money">
      <div className="lg-money-entry">
        <Input id={id} inputMode="decimal" autoComplete="off" value={typing ?? written} status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={[describedBy, wordsId].filter(Boolean).join(' ')}
          onChange={(event) => take(event.target.value)} onBlur={leave} />
        <Select aria-label={say(uiTexts.unitFor, { label })} value={unit} popupMatchSelectWidth={false} onChange={setUnit} options={(Object.keys(moneyUnits) as MoneyUnit[]).map((each) => ({ value: each, label: say(moneyUnits[each].label) }))} />
      </div>
      <p id={wordsId} className="lg-quiet" aria-live="polite">
        {amount !== undefined && <>= {formatMoney(amount, 'dong', language)} {say(moneyUnits.dong.label)} · {say(uiTexts.inWords)}: {amountInWords(amount, language)}</>}
        {parsed && 'problem' in parsed && say(uiTexts[problemTexts[parsed.problem]])}
      </p>
    </div>
  );
}
