/** A TCP relay on loopback that makes a link slower: every byte arrives later, and no more than so many a second. */
import { connect, createServer, type Socket } from 'node:net';

export interface Link {
  /** The URL of the server behind it. */
  readonly target: string;
  /** How much later each byte arrives, one way, in milliseconds. */
  readonly delayMs: number;
  /** Bytes a second in each direction, of all connections together; undefined is no limit. */
  readonly bytesPerSecond?: number | undefined;
}

export interface SlowLink {
  /** The URL to use in place of the target's. */
  readonly url: string;
  /** What went through so far, towards the server. */
  sent(): number;
  close(): void;
}

/** Opens a link to a server. */
export async function openLink({ target, delayMs, bytesPerSecond }: Link): Promise<SlowLink> {
  const { hostname, port } = new URL(target);
  let sent = 0;
  const sockets = new Set<Socket>();
  const up = new Lane(delayMs, bytesPerSecond);
  const down = new Lane(delayMs, bytesPerSecond);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk) => {
      sent += chunk.length;
    });
    up.relay(client, upstream);
    down.relay(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent: () => sent,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One direction of the link, shared by all its connections. */
class Lane {
  readonly #delayMs: number;
  readonly #bytesPerSecond: number;
  /** When the lane is free for the next byte, in milliseconds. */
  #freeAt = 0;

  constructor(delayMs: number, bytesPerSecond = Number.POSITIVE_INFINITY) {
    this.#delayMs = delayMs;
    this.#bytesPerSecond = bytesPerSecond;
  }

  relay(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    // One after the other: timers alone would not keep the order.
    const inOrder = (at: number, act: () => void): void => {
      last = last.then(() => until(at + this.#delayMs)).then(act);
    };
    from.on('data', (chunk: Buffer) => {
      this.#freeAt = Math.max(performance.now(), this.#freeAt) + (chunk.length / this.#bytesPerSecond) * 1000;
      const at = this.#freeAt;
      // What the lane cannot take yet is held back at the sender, as a real link does.
      if (at - performance.now() > HELD_BACK_MS) {
        from.pause();
        void until(at).then(() => from.resume());
      }
      inOrder(at, () => to.write(chunk));
    });
    from.on('end', () => inOrder(this.#freeAt, () => to.end()));
  }
}

const HELD_BACK_MS = 50;

function until(at: number): Promise<void> {
  const wait = at - performance.now();
  return wait <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, wait));
}
