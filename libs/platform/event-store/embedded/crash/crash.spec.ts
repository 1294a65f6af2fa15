import { survivesKills } from './survives-kills';

survivesKills(25, 60_000);
