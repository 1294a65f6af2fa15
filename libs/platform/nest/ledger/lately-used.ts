interface Entry<V> {
  readonly value: V;
  readonly weight: number;
}

/**
 * What was set or asked for lately, by key: at least the latest of `enough` weight together, and not twice as much. Two
 * generations, the older let go whole: a map that drops its oldest entry with each new one has to look for it among
 * the places of all it dropped before.
 */
export class LatelyUsed<V> {
  private younger = new Map<string, Entry<V>>();
  private older = new Map<string, Entry<V>>();
  private weight = 0;

  constructor(
    private readonly enough: number,
    private readonly weigh: (value: V) => number = () => 1,
  ) {}

  get(key: string): V | undefined {
    const young = this.younger.get(key);
    if (young !== undefined) return young.value;
    const old = this.older.get(key);
    if (old === undefined) return undefined;
    this.set(key, old.value);
    return old.value;
  }

  /** Keeps a value, or weighs it again. */
  set(key: string, value: V): void {
    const weight = this.weigh(value);
    this.weight += weight - (this.younger.get(key)?.weight ?? 0);
    this.younger.set(key, { value, weight });
    if (this.weight >= this.enough) this.renew();
  }

  delete(key: string): void {
    this.weight -= this.younger.get(key)?.weight ?? 0;
    this.younger.delete(key);
    this.older.delete(key);
  }

  private renew(): void {
    this.older = this.younger;
    this.younger = new Map();
    this.weight = 0;
  }
}
