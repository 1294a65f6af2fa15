import type { ThemeConfig } from 'antd';
import type { Mode } from '../look';
import { tokens } from './tokens';
import './antd.css';

/** In a bundled app, what stands in for `look`: the styles are a style sheet, and every token has been worked out. */
export const lookOf = (mode: Mode, motion: boolean): ThemeConfig => ({ zeroRuntime: true, token: { ...tokens[mode], motion } });
