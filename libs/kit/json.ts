/** JSON as it is stored: RFC 8785 canonical, NFC text, safe integers or finite decimals. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
