/**
 * A TCP relay on loopback that makes a link slower: every byte arrives later, and at a limited rate. It runs in its own
 * process, so that it shares no event loop with the measured process. One timer per direction keeps its CPU time low.
 */
import { fork } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import * as v from 'valibot';

const linkSchema = v.object({
  /** The URL of the server behind the link. */
  target: v.string(),
  /** The delay of each byte, one way, in milliseconds. */
  delayMs: v.number(),
  /** Bytes per second in each direction, for all connections together. Absent means no limit. */
  bytesPerSecond: v.optional(v.number()),
});
export type Link = v.InferOutput<typeof linkSchema>;

/** Messages of the process: its address, and on request the bytes sent to the server. */
const messageSchema = v.union([v.object({ url: v.string() }), v.object({ sent: v.number() })]);

export interface SlowLink {
  /** The URL to use in place of the target's. */
  readonly url: string;
  /** Returns how many bytes were sent to the server. */
  sent(): Promise<number>;
  close(): void;
}

/** Opens a link to a server. Throws if its process cannot start. */
export async function openLink(link: Link): Promise<SlowLink> {
  const child = fork(import.meta.filename, [JSON.stringify(link)]);
  const next = (): Promise<v.InferOutput<typeof messageSchema>> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(v.parse(messageSchema, message)));
      child.once('exit', (status) => reject(new Error(`the slow link ended with status ${status}`)));
    });
  const first = await next();
  if (!('url' in first)) throw new Error('the slow link did not say where it listens');
  return {
    url: first.url,
    sent: async () => {
      child.send('sent');
      const answer = await next();
      return 'sent' in answer ? answer.sent : Number.NaN;
    },
    close: () => child.kill(),
  };
}

interface Delivery {
  readonly atMs: number;
  readonly to: Socket;
  /** Undefined is the end of the connection's direction. */
  readonly chunk: Buffer | undefined;
}

/** Bytes that a lane or a receiver cannot take yet wait at the sender, as on a real link. */
const MAX_HELD_MS = 50;
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/** One direction of the link, shared by all its connections. */
class Lane {
  readonly #delayMs: number;
  readonly #bytesPerMs: number;
  /** When the lane is free for the next byte. Never goes back, so deliveries are in order of time. */
  #freeAtMs = 0;
  #queue: Delivery[] = [];
  #isWaiting = false;
  bytes = 0;

  constructor({ delayMs, bytesPerSecond = Number.POSITIVE_INFINITY }: Link) {
    this.#delayMs = delayMs;
    this.#bytesPerMs = bytesPerSecond / 1000;
  }

  relay(from: Socket, to: Socket): void {
    from.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      const now = performance.now();
      this.#freeAtMs = Math.max(now, this.#freeAtMs) + chunk.length / this.#bytesPerMs;
      this.#deliver({ atMs: this.#freeAtMs + this.#delayMs, to, chunk });
      if (this.#freeAtMs - now > MAX_HELD_MS) pauseFor(from, this.#freeAtMs - now);
      if (to.writableLength > MAX_HELD_BYTES) pauseUntilDrained(from, to);
    });
    from.on('end', () =>
      this.#deliver({ atMs: Math.max(performance.now(), this.#freeAtMs) + this.#delayMs, to, chunk: undefined }),
    );
  }

  #deliver(delivery: Delivery): void {
    this.#queue.push(delivery);
    this.#wait();
  }

  #wait(): void {
    const [first] = this.#queue;
    if (first === undefined || this.#isWaiting) return;
    this.#isWaiting = true;
    setTimeout(() => this.#flush(), Math.max(0, first.atMs - performance.now()));
  }

  #flush(): void {
    this.#isWaiting = false;
    const now = performance.now();
    const due = this.#queue.findIndex(({ atMs }) => atMs > now);
    for (const { to, chunk } of this.#queue.splice(0, due === -1 ? this.#queue.length : due)) {
      if (chunk === undefined) to.end();
      else to.write(chunk);
    }
    this.#wait();
  }
}

function pauseFor(socket: Socket, ms: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), ms);
}

function pauseUntilDrained(from: Socket, to: Socket): void {
  from.pause();
  to.once('drain', () => from.resume());
}

function serve(link: Link, send: (message: v.InferInput<typeof messageSchema>) => void): void {
  const { hostname, port } = new URL(link.target);
  const up = new Lane(link);
  const down = new Lane(link);
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: Number(port), host: hostname, noDelay: true });
    // If one side breaks, the other is closed.
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    up.relay(client, upstream);
    down.relay(upstream, client);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address !== 'string') send({ url: `http://127.0.0.1:${address.port}` });
  });
  process.on('message', () => send({ sent: up.bytes }));
  process.on('disconnect', () => process.exit());
}

if (import.meta.main) {
  serve(v.parse(linkSchema, JSON.parse(process.argv[2] ?? '')), (message) => process.send?.(message));
}
