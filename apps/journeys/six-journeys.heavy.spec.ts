import { servedApp } from './testing/served-app';
import { languages, Walk, widths } from './six/walk';
import { prepareWays, ways } from './six/ways';

jest.setTimeout(240_000);

describe.each(languages)('the six journeys in %s', (language) => {
  describe.each(widths)('at %i px', (width) => {
    const app = servedApp();
    beforeAll(() => prepareWays(app.server), 60_000);

    it.each(Object.entries(ways))('%s', async (_, way) => {
      const walk = new Walk(app, { language, width });
      await way(walk);
      await walk.end();
    });
  });
});
