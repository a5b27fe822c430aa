/** Small servers on loopback for what the emulator does not do: a proxy, TLS, and connections that come to nothing. */
import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { SelfSigned } from './self-signed.ts';

/** A server that listens; `await using` ends it with all its connections. */
export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** How many connections were made to it. */
  connections(): number;
}

async function listening(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  return {
    port: address.port,
    connections: () => sockets.size,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A server that accepts connections and does with them what it is told; by default it says nothing at all. */
export function tcpServer(accept: (socket: Socket) => void = () => undefined): Promise<Listening> {
  return listening(createTcpServer(accept));
}

export function httpServer(answer: RequestListener): Promise<Listening> {
  return listening(createHttpServer(answer));
}

export function httpsServer(identity: SelfSigned, answer: RequestListener): Promise<Listening> {
  return listening(createHttpsServer({ ...identity }, answer));
}

/** One request for a tunnel, as a proxy sees it. */
export interface TunnelRequest {
  readonly target: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface ConnectProxy extends Listening {
  readonly tunnels: readonly TunnelRequest[];
}

/** A proxy whose tunnels all lead to one port of this machine, whatever host they are for. */
export async function connectProxy(targetPort: number): Promise<ConnectProxy> {
  const tunnels: TunnelRequest[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(400).end());
  server.on('connect', (request, client, head) => {
    tunnels.push({ target: request.url, headers: request.headers });
    const upstream = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  return { ...(await listening(server)), tunnels };
}
