/** Proxies that open tunnels, one of our own and tinyproxy where it is installed, and a relay that keeps what passes. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { httpServer, type Listening, tcpServer } from './servers.ts';

export interface Proxy extends AsyncDisposable {
  readonly port: number;
}

export interface ProxyKind {
  readonly name: string;
  start(): Promise<Proxy>;
}

/** A proxy that leads a tunnel to where it is asked for. */
async function startOwn(): Promise<Proxy> {
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, client) => {
    const target = URL.parse(`http://${request.url}`);
    const upstream = connect(Number(target?.port), target?.hostname ?? '', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  return {
    port: address.port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const tinyproxy = process.env.TINYPROXY || 'tinyproxy';

async function startTinyproxy(): Promise<Proxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tinyproxy-'));
  const port = await freePort();
  const file = path.join(folder, 'tinyproxy.conf');
  await writeFile(file, `Port ${port}\nListen 127.0.0.1\nAllow 127.0.0.1\nLogLevel Connect\n`);
  const child = spawn(tinyproxy, ['-d', '-c', file], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await untilListening(port);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  await using server: Listening = await tcpServer();
  return server.port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await pause(20);
  }
}

const isInstalled = spawnSync(tinyproxy, ['-v']).status === 0;

export const proxyKinds: readonly ProxyKind[] = [
  { name: 'a proxy of our own', start: startOwn },
  ...(isInstalled ? [{ name: 'tinyproxy', start: startTinyproxy }] : []),
];

/** An origin that nobody should come to: how often somebody did. */
export async function forbiddenOrigin(): Promise<Listening & { readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = await httpServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  return { ...server, asked };
}

export interface Relay extends Listening {
  /** Every byte that came from clients, as Latin-1. */
  heard(): string;
}

export async function relayTo(port: number): Promise<Relay> {
  const chunks: Buffer[] = [];
  const server = await tcpServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (chunk) => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  return { ...server, heard: () => Buffer.concat(chunks).toString('latin1') };
}
