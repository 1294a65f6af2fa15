/** What the build puts into a bundled app of antd's styles (tools/workspace/antd-styles.mjs). */
declare module 'virtual:antd-tokens' {
  import type { ThemeConfig } from 'antd';

  const tokens: { readonly [mode in 'light' | 'dark']: NonNullable<ThemeConfig['token']> };
  export default tokens;
}
declare module 'virtual:antd-styles.css';
