/** Local servers for what the emulator does not do: silence, TLS with a self-signed certificate, proxies and relays. */
import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { temporaryFolder } from './folders.ts';

/** A server that listens. `await using` closes it with all its connections. */
export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** The number of connections so far. */
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

/** Starts a server that passes each connection to `accept`, and by default sends nothing. */
export function tcpServer(accept: (socket: Socket) => void = () => undefined): Promise<Listening> {
  return listening(createTcpServer(accept));
}

export function httpServer(answer: RequestListener): Promise<Listening> {
  return listening(createHttpServer(answer));
}

export function httpsServer(identity: SelfSigned, answer: RequestListener): Promise<Listening> {
  return listening(createHttpsServer({ ...identity }, answer));
}

/** A request for a tunnel. */
export interface TunnelRequest {
  readonly target: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export interface ConnectProxy extends Listening {
  readonly tunnels: readonly TunnelRequest[];
}

/** Starts a proxy whose tunnels lead to the requested hosts, or all to one local port. */
export async function connectProxy(targetPort?: number): Promise<ConnectProxy> {
  const tunnels: TunnelRequest[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(400).end());
  server.on('connect', (request, client, head) => {
    tunnels.push({ target: request.url, headers: request.headers });
    const requested = URL.parse(`http://${request.url}`);
    const port = targetPort ?? Number(requested?.port);
    const host = targetPort === undefined ? requested?.hostname : '127.0.0.1';
    const upstream = connect(port, host ?? '', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  });
  return { ...(await listening(server)), tunnels };
}

export interface ProxyServer extends AsyncDisposable {
  readonly port: number;
}

export interface ProxyKind {
  readonly name: string;
  start(): Promise<ProxyServer>;
}

const tinyproxy = process.env.TINYPROXY || 'tinyproxy';

async function startTinyproxy(): Promise<ProxyServer> {
  const port = await freePort();
  const file = path.join(temporaryFolder(), 'tinyproxy.conf');
  await writeFile(file, `Port ${port}\nListen 127.0.0.1\nAllow 127.0.0.1\nLogLevel Connect\n`);
  const child = spawn(tinyproxy, ['-d', '-c', file], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await untilListening(port);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
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
  { name: 'a proxy of our own', start: () => connectProxy() },
  ...(isInstalled ? [{ name: 'tinyproxy', start: startTinyproxy }] : []),
];

/** Starts a server that no request must reach, and records those that do. */
export async function forbiddenOrigin(): Promise<Listening & { readonly requests: readonly string[] }> {
  const requests: string[] = [];
  const server = await httpServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  return { ...server, requests };
}

export interface Relay extends Listening {
  /** Every byte that came from clients, as Latin-1. */
  received(): string;
}

/** Starts a server that forwards all bytes to a port, and records those of the clients. */
export async function relayTo(port: number): Promise<Relay> {
  const chunks: Buffer[] = [];
  const server = await tcpServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (chunk) => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  return { ...server, received: () => Buffer.concat(chunks).toString('latin1') };
}

/** A key pair and its self-signed certificate, both PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex');

/** Creates a certificate for a host name, valid from 2020 to 2049. */
export function selfSigned(host: string): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const name = sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(host)))));
  const altName = sequence(element(0x82, Buffer.from(host)));
  const tbsCertificate = sequence(
    element(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(SUBJECT_ALT_NAME, element(0x04, altName)))),
  );
  const signature = sign('sha256', tbsCertificate, privateKey);
  const certificate = sequence(tbsCertificate, algorithm, element(0x03, Buffer.of(0), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Encodes an element in DER. */
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts);
}

function integer(value: number): Buffer {
  return element(0x02, Buffer.of(value));
}

function utcTime(text: string): Buffer {
  return element(0x17, Buffer.from(text));
}

/** Makes this process trust a certificate until the end of the scope (`using`). */
export function trusting({ cert }: SelfSigned): Disposable {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}
