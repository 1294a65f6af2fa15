import { describeProjectionLaws } from '@ledger/platform/read-store/testing/laws';
import { registers } from '@ledger/registers';
import { demoSlice, histories } from '../../tools/demo/testing/demo-histories';

const projections = registers.flatMap((register) => register.projections);

describeProjectionLaws('every register, on slices of the demo province', projections, { histories: histories(demoSlice(), 12), runs: { sqlite: 6, postgres: 2 } });
