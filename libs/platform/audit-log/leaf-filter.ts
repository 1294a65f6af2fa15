import { Malformed } from './malformed';

const PATTERN = /^\^\(\\\$\\\$\)\?\(([a-z][a-z0-9-]*(?:\|[a-z][a-z0-9-]*)*)\)\\\.$/;

/**
 * Whether a stream's events are leaves, by the published pattern `^(\$\$)?(<register>|…)\.`. Only this one shape is
 * understood: somebody else's regular expression is never run. Throws `Malformed` for any other.
 */
export function leafFilter(pattern: string): (stream: string) => boolean {
  const names = pattern.length <= 10_000 ? PATTERN.exec(pattern)?.[1] : undefined;
  if (names === undefined) throw new Malformed('filter', 'not of the form ^(\\$\\$)?(<register>|…)\\.');
  const registers = new Set(names.split('|'));
  if (registers.size !== names.split('|').length) throw new Malformed('filter', 'a register is named twice');
  return (stream) => registers.has(registerOf(stream));
}

/** The register a stream belongs to, or whose metadata it holds: what stands before the first dot. */
export const registerOf = (stream: string): string => (stream.startsWith('$$') ? stream.slice(2) : stream).split('.', 1)[0]!;
