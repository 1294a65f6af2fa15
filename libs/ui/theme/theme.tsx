import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import viVN from 'antd/locale/vi_VN';
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLanguage } from '../language/language';
import { keepHere } from '../storage/keep-here';
import { lookOf, type Mode } from './look';
import { onPaper } from './on-paper';
import './print.css';

export type { Mode };

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
  // Before anything is painted: the style sheets go by it.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = mode;
  }, [mode]);
  const value = useMemo(() => ({
    mode,
    isPaper,
    change: (next: Mode) => {
      keepHere(KEPT_AS, next);
      setChosen(next);
    },
  }), [mode, isPaper]);
  const look = useMemo(() => lookOf(mode, moves()), [mode]);
  return (
    <ModeContext.Provider value={value}>
      <ConfigProvider locale={language === 'vi' ? viVN : enUS} theme={look} button={{ autoInsertSpace: false }}>{children}</ConfigProvider>
    </ModeContext.Provider>
  );
}

export const useMode = (): Look => useContext(ModeContext);
