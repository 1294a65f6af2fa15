import { Client, credentials, type ClientDuplexStream, type ClientReadableStream } from '@grpc/grpc-js';
import { decoded, encoded } from './messages';

const same = (bytes: Buffer): Buffer => bytes;
type Answer = Record<string, any>;

/** Calls a node with bytes of the second codec and reads its answers with it: none of the generated classes takes part. */
export class RawClient {
  private readonly client: Client;

  constructor(port: number) {
    this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  unary(method: string, request: readonly [type: string, value: object], answer: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(path(method), same, same, encoded(...request), (error, bytes) => (error ? reject(error) : resolve(decoded(answer, bytes!))));
    });
  }

  upload(method: string, requests: readonly (readonly [type: string, value: object])[], answer: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = this.client.makeClientStreamRequest(path(method), same, same, (error, bytes) => (error ? reject(error) : resolve(decoded(answer, bytes!))));
      for (const request of requests) call.write(encoded(...request));
      call.end();
    });
  }

  read(method: string, request: readonly [type: string, value: object], answer: string): Answers {
    return new Answers(this.client.makeServerStreamRequest(path(method), same, same, encoded(...request)), answer);
  }

  duplex(method: string, request: string, answer: string): Conversation {
    return new Conversation(this.client.makeBidiStreamRequest(path(method), same, same), request, answer);
  }

  close(): void {
    this.client.close();
  }
}

/** What a call answers, one by one. */
class Answers {
  private readonly iterator: AsyncIterator<Buffer>;

  constructor(
    protected readonly call: ClientReadableStream<Buffer> | ClientDuplexStream<Buffer, Buffer>,
    private readonly type: string,
  ) {
    this.iterator = call[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    call.on('error', () => undefined);
  }

  /** Undefined at the end. */
  async next(): Promise<Answer | undefined> {
    const { done, value } = await this.iterator.next();
    return done ? undefined : decoded(this.type, value);
  }

  cancel(): void {
    this.call.cancel();
  }
}

class Conversation extends Answers {
  constructor(
    private readonly duplex: ClientDuplexStream<Buffer, Buffer>,
    private readonly request: string,
    answer: string,
  ) {
    super(duplex, answer);
  }

  say(value: object): void {
    this.duplex.write(encoded(this.request, value));
  }
}

const path = (method: string): string => `/event_store.client.${method}`;
