import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SelfSigned } from './self-signed.ts';

/** Makes this process trust a certificate until the end of the scope; used as `using`. */
export function trusting({ cert }: SelfSigned): Disposable {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}
