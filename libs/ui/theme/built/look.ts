import type { ThemeConfig } from 'antd';
import tokens from 'virtual:antd-tokens';
import type { Mode } from '../look';
import 'virtual:antd-styles.css';

/** In a bundled app, what stands in for `look`: the styles are a style sheet, and every token has been worked out. */
export const lookOf = (mode: Mode, motion: boolean): ThemeConfig => ({ zeroRuntime: true, token: { ...tokens[mode], motion } });
