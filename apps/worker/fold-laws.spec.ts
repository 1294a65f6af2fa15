import { describeFoldLaws } from '@ledger/platform/fold/testing/laws';
import { registers } from '@ledger/registers';
import { demoSlice, histories } from '../../tools/demo/testing/demo-histories';

const projections = registers.flatMap((register) => register.projections);

describeFoldLaws('every register, on slices of the demo province', projections, { histories: histories(demoSlice(), 12), runs: 5 });
