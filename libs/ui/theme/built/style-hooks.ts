/** The class that antd's rules are bound to, as `antdStyles` writes them. */
export const SCOPE = 'css-antd';

const classes = [SCOPE, ''] as const;

/** In a bundled app, what stands in for antd's generators of styles: its style sheet has them all. */
export const styleHooks = {
  genStyleHooks: () => (): typeof classes => classes,
  genComponentStyleHook: () => (): string => SCOPE,
  genSubStyleComponent: () => (): null => null,
};
