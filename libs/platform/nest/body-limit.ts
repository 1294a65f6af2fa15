/** Largest body of a request, in bytes; evidence files have their own limit. */
export const BODY_BYTES_MAX = 2 * 1024 * 1024;
