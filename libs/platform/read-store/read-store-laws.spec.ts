import { shopHistories } from './testing/any-history';
import { describeProjectionLaws } from './testing/laws';
import { projections } from './testing/register';

describeProjectionLaws('a register with every kind of change', projections, { histories: shopHistories });
