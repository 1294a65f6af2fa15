import { servedApp } from './testing/served-app';
import { languages, Walk, widths, type Screen } from './six/walk';
import { prepareWays, ways } from './six/ways';

jest.setTimeout(120_000);

/** One pass each; the four screens in turn, so that each is looked through. All of them: the heavy spec. */
const screens: readonly Screen[] = languages.flatMap((language) => widths.map((width) => ({ language, width })));
const passes = Object.entries(ways).map(([name, way], index) => ({ name, way, ...screens[(index * 3) % screens.length]! }));

describe('the six journeys', () => {
  const app = servedApp();
  beforeAll(() => prepareWays(app.server), 60_000);

  it.each(passes)('$name, in $language at $width px', async ({ way, language, width }) => {
    const walk = new Walk(app, { language, width });
    await way(walk);
    await walk.end();
  });
});
