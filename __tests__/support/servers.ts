/** Small servers on the loopback interface for what the emulator does not do: silence, TLS with a certificate of our own, and proxies. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

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

/** A key pair and its self-signed certificate, both PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex');

/** Makes a certificate for a host name, good from 2020 to 2049. */
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

/** One element of DER: its tag, its length and what it is made of. */
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

/** Makes this process trust a certificate until the end of the scope; used as `using`. */
export function trusting({ cert }: SelfSigned): Disposable {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}
