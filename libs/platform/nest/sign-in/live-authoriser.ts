import type { Projection, Table } from '@ledger/kit';
import type { Authoriser, Permit, PermitRequest } from '../authority';
import type { LiveTables } from './live-tables';

/** A role that somebody may act under. Days are `YYYY-MM-DD`, both included. */
export interface HeldRole {
  readonly role: string;
  readonly unit: string;
  readonly program?: string;
  readonly from: string;
  readonly until?: string;
  readonly lentBy?: string;
  /** What the lender's account says. */
  readonly lenderName?: string;
}

export interface KnownAccount {
  readonly displayName: string;
  readonly disabled: boolean;
}

/** What a register brings that knows who may do what: the tables to read, and pure questions over their rows. */
export interface Authority<Book> {
  readonly projections: readonly Projection[];
  readonly tables: { readonly [name: string]: Table<any, any> };
  book(rows: any): Book;
  permit(book: Book, request: PermitRequest): Permit;
  account(book: Book, user: string): KnownAccount | undefined;
  roles(book: Book, user: string, day: string): readonly HeldRole[];
  /** User names of disabled accounts. */
  disabled(book: Book): readonly string[];
}

/** Answers from memory. What is not permitted is asked again once everything recorded so far has been read. */
export class LiveAuthoriser<Book = unknown> implements Authoriser {
  private current: Book | undefined;
  private version = -1;

  constructor(private readonly tables: LiveTables, private readonly authority: Authority<Book>) {}

  permit(request: PermitRequest): Permit | Promise<Permit> {
    const answer = this.authority.permit(this.book, request);
    return answer.permitted ? answer : this.askAgain(request);
  }

  account(user: string): KnownAccount | undefined {
    return this.authority.account(this.book, user);
  }

  /** The account, also when it was opened or changed just now. */
  async freshAccount(user: string): Promise<KnownAccount | undefined> {
    await this.tables.catchUp();
    return this.account(user);
  }

  roles(user: string, day: string): readonly HeldRole[] {
    return this.authority.roles(this.book, user, day);
  }

  disabled(): readonly string[] {
    return this.authority.disabled(this.book);
  }

  /** Calls back whenever accounts or grants may have changed. */
  onChange(listener: () => void): void {
    this.tables.onChange(listener);
  }

  private async askAgain(request: PermitRequest): Promise<Permit> {
    await this.tables.catchUp();
    return this.authority.permit(this.book, request);
  }

  private get book(): Book {
    if (this.version !== this.tables.version || this.current === undefined) {
      const rows = Object.fromEntries(Object.entries(this.authority.tables).map(([name, table]) => [name, this.tables.rows(table)]));
      this.current = this.authority.book(rows);
      this.version = this.tables.version;
    }
    return this.current;
  }
}
