import { survivesKills } from './survives-kills';

survivesKills(200, 600_000);
