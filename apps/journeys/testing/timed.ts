import type { Page } from '@playwright/test';

/** Everything that runs in the page is text: tests and benches are compiled without the browser's types. */
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

const MS_MAX = 10_000;

/** Milliseconds, by the page's own clock, from something done in it until a condition holds and is painted. Throws after `msMax`. */
export function timed(page: Page, act: string, until: string, msMax = MS_MAX): Promise<number> {
  return page.evaluate(`(async () => {
    const begun = performance.now();
    ${act};
    while (!(${until})) {
      if (performance.now() - begun > ${msMax}) throw new Error('not within ${msMax} ms: ' + ${JSON.stringify(until)});
      await new Promise((next) => requestAnimationFrame(next));
    }
    const held = performance.now();
    await ${painted};
    return held - begun;
  })()`);
}

/** Presses a key on whatever matches the selector. */
export const pressOn = (selector: string, key: string): string =>
  `document.querySelector(${JSON.stringify(selector)}).dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true, cancelable: true }))`;

/** Types into a field that React controls, and presses Enter. */
export const typeInto = (selector: string, text: string): string => `(() => {
  const field = document.querySelector(${JSON.stringify(selector)});
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
  field.dispatchEvent(new Event('input', { bubbles: true }));
  setTimeout(() => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true })));
})()`;
