/** A wire that is listened to: passes bytes on to a port of this machine, both ways, and keeps what the client sent. */
import { connect } from 'node:net';
import { type Listening, tcpServer } from './servers.ts';

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

/** The usual spellings of a secret. */
export function spellingsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ];
}
