import { Button } from 'antd';
import type { JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { useMode } from '../theme/theme';
import { pageTexts } from '../pages/texts';

/** Language and light or dark. The language's button says the other language's name in that language. */
export function Preferences(): JSX.Element {
  const say = useSay();
  const { language, change } = useLanguage();
  const { mode, change: changeMode } = useMode();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <>
      <Button type="text" size="small" lang={other} onClick={() => change(other)}>{say(pageTexts.language)}</Button>
      <Button type="text" size="small" onClick={() => changeMode(mode === 'dark' ? 'light' : 'dark')}>{say(mode === 'dark' ? pageTexts.light : pageTexts.dark)}</Button>
    </>
  );
}
