import { ConfigProvider, theme as antdTheme } from 'antd';
import enUS from 'antd/locale/en_US';
import viVN from 'antd/locale/vi_VN';
import { createContext, useContext, useEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage } from '../language/language';
import { onPaper } from './on-paper';
import './print.css';

export type Mode = 'light' | 'dark';

const KEPT_AS = 'ledger-theme';
interface Look {
  /** On paper always `light`. */
  readonly mode: Mode;
  /** Whether the page is laid out for paper. */
  readonly isPaper: boolean;
  change(mode: Mode): void;
}

const ModeContext = createContext<Look>({ mode: 'light', isPaper: false, change: () => undefined });

const kept = (usual: Mode | undefined): Mode => {
  const chosen = localStorage.getItem(KEPT_AS);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return usual ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
};

/** Text that is meant to be read has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3). */
const readable = {
  light: { colorPrimary: '#1554ad', colorLink: '#1554ad', colorTextPlaceholder: '#5f6672', colorTextSecondary: '#4a5160', colorTextTertiary: '#5f6672', colorTextDescription: '#4a5160', colorError: '#b42318', colorErrorText: '#b42318' },
  dark: { colorPrimary: '#5b9bff', colorLink: '#8ab8ff', colorTextPlaceholder: '#a2abb8', colorTextSecondary: '#c3cad5', colorTextTertiary: '#a2abb8', colorTextDescription: '#c3cad5', colorError: '#ff8f85', colorErrorText: '#ff8f85', colorTextLightSolid: '#0d1117' },
} as const;

// antd waits for the end of a motion before it takes away what moved: where nothing moves, that end may never be told.
const moves = (): boolean => !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

interface ProviderProps {
  /** Until somebody chooses; default: as the machine is set. */
  readonly mode?: Mode;
  readonly children: ReactNode;
}

/** Light or dark, antd's words in the chosen language, and one look for every app. */
export function ThemeProvider({ mode: usual, children }: ProviderProps): JSX.Element {
  const { language } = useLanguage();
  const [chosen, setChosen] = useState(() => kept(usual));
  const [isPaper, setPaper] = useState(false);
  const mode = isPaper ? 'light' : chosen;
  // The browser prints what stands there when it has told of the print.
  useEffect(() => onPaper((next) => flushSync(() => setPaper(next))), []);
  useEffect(() => {
    document.documentElement.dataset['theme'] = mode;
  }, [mode]);
  const value = useMemo(() => ({
    mode,
    isPaper,
    change: (next: Mode) => {
      localStorage.setItem(KEPT_AS, next);
      setChosen(next);
    },
  }), [mode, isPaper]);
  const look = useMemo(() => ({
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", borderRadius: 4, motion: moves(), ...readable[mode] },
  }), [mode]);
  return (
    <ModeContext.Provider value={value}>
      <ConfigProvider locale={language === 'vi' ? viVN : enUS} theme={look} button={{ autoInsertSpace: false }}>{children}</ConfigProvider>
    </ModeContext.Provider>
  );
}

export const useMode = (): Look => useContext(ModeContext);
