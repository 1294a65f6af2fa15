import { theme, type ThemeConfig } from 'antd';
import tokens from './tokens.json';

export type Mode = 'light' | 'dark';

/**
 * How antd's components look. Text that is meant to be read has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3).
 * A bundled app has `built/look` instead: there the styles were made when it was bundled, from the same tokens.
 */
export const lookOf = (mode: Mode, motion: boolean): ThemeConfig => ({
  algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: { ...tokens.shared, ...tokens[mode], motion },
});
