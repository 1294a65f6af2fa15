/** A text in the two languages of the ledger. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}
