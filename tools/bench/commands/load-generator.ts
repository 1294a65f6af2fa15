import { connect, type Socket } from 'node:net';

/** What the generator is asked to send: one command per household, over `inFlight` kept connections. */
export interface Load {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly inFlight: number;
  readonly seconds: number;
  /** Makes the household codes of this run its own. */
  readonly run: string;
  readonly commune: string;
}

export interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  /** The first answer that was no receipt, if there was one. */
  readonly firstRefusal?: string;
}

/** One connection with one request in flight at a time: the next goes out when the answer is in. */
class Connection {
  private readonly socket: Socket;
  private received = '';

  constructor(
    { host, port }: Load,
    private readonly next: () => string | undefined,
    private readonly answered: (status: number, text: string) => void,
    private readonly done: () => void,
  ) {
    this.socket = connect({ host, port, noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => this.receive(chunk));
    this.socket.on('error', (error) => {
      throw error;
    });
    this.send();
  }

  private send(): void {
    const request = this.next();
    if (request === undefined) {
      this.socket.destroy();
      this.done();
    } else this.socket.write(request, 'latin1');
  }

  private receive(chunk: string): void {
    this.received += chunk;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.received.slice(0, end))?.[1]);
    if (this.received.length < end + 4 + length) return;
    this.answered(Number(this.received.slice(9, 12)), this.received);
    this.received = '';
    this.send();
  }
}

function run(load: Load): Promise<LoadResult> {
  const started = performance.now();
  const until = started + load.seconds * 1_000;
  let [sent, accepted, refused] = [0, 0, 0];
  let firstRefusal: string | undefined;
  const next = (): string | undefined => (performance.now() < until ? request(load, (sent += 1)) : undefined);
  const answered = (status: number, text: string): void => {
    if (status === 200) accepted += 1;
    else {
      refused += 1;
      firstRefusal ??= text.slice(0, 2_000);
    }
  };
  return new Promise((resolve) => {
    let open = load.inFlight;
    const done = (): void => {
      open -= 1;
      if (open === 0) resolve({ accepted, refused, seconds: (performance.now() - started) / 1_000, firstRefusal });
    };
    for (let each = 0; each < load.inFlight; each += 1) new Connection(load, next, answered, done);
  });
}

function request({ host, token, run: name, commune }: Load, number: number): string {
  const body = `{"household":"${name}${String(number).padStart(8, '0')}","commune":"${commune}","kind":"new","effectiveOn":"2024-05-06"}`;
  return `POST /api/commands/ProposeHouse HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\nidempotency-key: ${name}-${number}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

process.once('message', (load: Load) => {
  void run(load).then((result) => process.send!(result, () => process.disconnect()));
});
