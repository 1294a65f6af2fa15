import type { ThemeConfig } from 'antd';
import type { Mode } from '../look';

/** Every token of each look that antd's components read in code; put in when an app is bundled (tools/workspace/antd-styles.mjs). */
export const tokens: { readonly [mode in Mode]: NonNullable<ThemeConfig['token']> } = { light: {}, dark: {} };
