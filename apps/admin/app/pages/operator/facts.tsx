import type { JSX, ReactNode } from 'react';

/** Facts side by side: what each is, and how it is. What is undefined is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode] | undefined)[] }): JSX.Element => (
  <dl className="lg-facts">{facts.flatMap((fact) => (fact === undefined || fact[1] === undefined ? [] : [<div key={fact[0]}><dt>{fact[0]}</dt><dd>{fact[1]}</dd></div>]))}</dl>
);
