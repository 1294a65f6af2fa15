import { DesignTokenContext } from 'antd/es/theme/context';
import { useContext } from 'react';
import { SCOPE } from './style-hooks';

const variables = { prefix: 'ant', key: '' };

/** Asked for by antd's generators of styles alone. */
export const unitless = {};

/** In a bundled app, what stands in for antd's own: the tokens of the look are complete, and nothing is derived from them. */
export default function useToken() {
  const { theme, token } = useContext(DesignTokenContext);
  return [theme, token, SCOPE, token, variables, true] as const;
}
