import type { Page } from '@playwright/test';

/** What holds the keyboard's focus, as it is told to who cannot see it and shown to who can. */
export interface Focus {
  /** ARIA role, said or meant by the element. */
  readonly role: string;
  /** Accessible name, as far as these pages give any: said, labelled, or the text itself. */
  readonly name: string;
  /** Whether it is marked on the screen: an outline, or the shadow of the field around it. */
  readonly shown: boolean;
}

const read = `(() => {
  const element = document.activeElement ?? document.body;
  const words = (node) => (node.innerText ?? node.textContent).replace(/\\s+/g, ' ').trim();
  const labelled = element.getAttribute('aria-labelledby')?.split(' ').map((id) => words(document.getElementById(id) ?? document.createElement('i'))).join(' ');
  const name = element.getAttribute('aria-label') || labelled || [...(element.labels ?? [])].map(words).join(' ') || element.getAttribute('placeholder') || (/^(BODY|MAIN|DIV)$/.test(element.tagName) && element.getAttribute('role') === null ? '' : words(element)) || element.title;
  const meant = { A: 'link', BUTTON: 'button', INPUT: { checkbox: 'checkbox', radio: 'radio' }[element.type] ?? 'textbox', TEXTAREA: 'textbox', SUMMARY: 'button', MAIN: 'main', BODY: 'body', SELECT: 'combobox', SECTION: 'region' };
  const marked = (each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  };
  const around = [element, element.closest('.ant-input-affix-wrapper, .ant-select, .ant-picker, .ant-segmented-item, .ant-radio-wrapper, .ant-checkbox-wrapper'), element.nextElementSibling].filter(Boolean);
  return { role: element.getAttribute('role') ?? meant[element.tagName] ?? element.tagName.toLowerCase(), name, shown: element.matches(':focus-visible') && around.some(marked) };
})()`;

export const focusOf = (page: Page): Promise<Focus> => page.evaluate(read);

const STEPS_MAX = 80;
const LOOKS_MAX = 50;
const LOOK_AGAIN_MS = 100;

const fits = (focus: Focus, role: string, name: RegExp | string): boolean => focus.role === role && (typeof name === 'string' ? focus.name === name : name.test(focus.name));

/** Waits for the focus to come to what is named, of itself. Throws where it is instead. */
export async function focusComesTo(page: Page, role: string, name: RegExp | string): Promise<void> {
  let focus = await focusOf(page);
  for (let look = 1; look < LOOKS_MAX && !(fits(focus, role, name) && focus.shown); look += 1) {
    await page.waitForTimeout(LOOK_AGAIN_MS);
    focus = await focusOf(page);
  }
  if (!fits(focus, role, name)) throw new Error(`the focus is on ${focus.role} «${focus.name}», not on ${role} ${String(name)}`);
  if (!focus.shown) throw new Error(`nothing shows that the focus is on ${role} «${focus.name}»`);
}

/** Presses Tab (or another key) until the focus is on what is named. Throws what it came by when it never does, and whatever it came by that does not show the focus. */
export async function tabTo(page: Page, role: string, name: RegExp | string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    if (!focus.shown && focus.role !== 'body') throw new Error(`nothing shows that the focus is on ${focus.role} «${focus.name}»`);
    if (fits(focus, role, name)) return;
    passed.push(`${focus.role} «${focus.name.slice(0, 40)}»`);
  }
  throw new Error(`${key} never comes to ${role} ${String(name)}, but by ${passed.join(', ')}`);
}
