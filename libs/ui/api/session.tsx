import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import { Refused } from './problem';
import { catalogueQuery } from './queries';
import { askAs, onSessionLost, request } from './request';

export interface HeldRole {
  readonly role: string;
  readonly unit: string;
  readonly program?: string;
  readonly from: string;
  readonly until?: string;
  /** The account that lent it, and that account's name. */
  readonly lentBy?: string;
  readonly lenderName?: string;
}

export interface Profile {
  readonly user: string;
  readonly displayName: string;
  readonly roles: readonly HeldRole[];
  readonly expiresAt?: string;
}

interface Session {
  /** Undefined: nobody is signed in. */
  readonly me: Profile | undefined;
  /** The session has ended under somebody's hands; what is on the page stays. */
  readonly expired: boolean;
  signIn(username: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

const nobody: Session = { me: undefined, expired: false, signIn: () => Promise.resolve(), signOut: () => Promise.resolve() };
const SessionContext = createContext<Session>(nobody);

const askWho = async (signal?: AbortSignal): Promise<Profile | null> => {
  try {
    return (await request<Profile>('/api/me', { signal })).json;
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 401) return null;
    throw error;
  }
};

interface ProviderProps {
  readonly children: (session: Session) => ReactNode;
  /** While it is not known who asks, or the server is away. */
  readonly waiting: (error: unknown, again: () => void) => ReactNode;
}

/** Knows who is signed in. A session that ends while somebody works is taken up again without leaving the page. */
export function SessionProvider({ children, waiting }: ProviderProps): JSX.Element {
  const queries = useQueryClient();
  const [expired, setExpired] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const me = await askWho(signal);
      const before = queries.getQueryData<Profile | null>(['me']);
      // Somebody else has signed in at another window: what is being entered here is not theirs.
      if (before && me && before.user !== me.user) {
        setExpired(true);
        return before;
      }
      askAs(me?.user);
      // The first page waits for it, and is not drawn yet.
      if (me) void queries.prefetchQuery(catalogueQuery);
      return me;
    },
    staleTime: 300_000,
  });
  useEffect(() => onSessionLost(() => setExpired(true)), []);

  const signIn = useCallback(async (username: string, password: string) => {
    const { json } = await request<Profile>('/api/sign-in', { method: 'POST', body: { username, password } });
    const before = queries.getQueryData<Profile | null>(['me']);
    // Somebody else sees other things: nothing of the one before is kept.
    if (before && before.user !== json.user) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    askAs(json.user);
    queries.setQueryData(['me'], json);
    setExpired(false);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  }, [queries]);
  const signOut = useCallback(async () => {
    await request('/api/sign-out', { method: 'POST' }).catch((reason: unknown) => {
      if (!(reason instanceof Refused)) throw reason;
    });
    askAs(undefined);
    setExpired(false);
    queries.setQueryData(['me'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  }, [queries]);

  const session = useMemo(() => ({ me: data ?? undefined, expired, signIn, signOut }), [data, expired, signIn, signOut]);
  if (data === undefined) return <>{waiting(error, () => void refetch())}</>;
  return <SessionContext.Provider value={session}>{children(session)}</SessionContext.Provider>;
}

export const useSession = (): Session => useContext(SessionContext);

/** Whether any role in force is among those that may. */
export const holdsOneOf = (me: Profile | undefined, roles: readonly string[] | undefined): boolean =>
  roles === undefined || (me?.roles.some(({ role }) => roles.includes(role)) ?? false);
