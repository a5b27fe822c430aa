import type { FaultInput } from '../../emulator/faults.ts';

/** Ways in which an answer is lost though the same request may succeed later. */
export const passingLosses = [
  { kind: 'drop' },
  { kind: 'hang' },
  { kind: 'stall' },
  { kind: 'truncate' },
  { kind: 'invalid-json' },
  { kind: 'status', status: 408 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, body: 'html' },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 504, body: 'empty' },
] as const satisfies readonly FaultInput[];

type Loss = (typeof passingLosses)[number];
type Method = NonNullable<FaultInput['method']>;
type When = 'before' | 'after';

/** A row for `test.each`: what is lost and when, in words, and the fault for the first request of a method. */
export type LossRow = readonly [name: string, when: When, fault: FaultInput];

/** Every way to lose the first answer to a method, before the server acted and after. */
export function losses(method: Method): LossRow[] {
  return (['before', 'after'] as const).flatMap((when) =>
    passingLosses.map((loss): LossRow => [nameOf(loss), when, { ...loss, when, method }]),
  );
}

function nameOf(loss: Loss): string {
  return loss.kind === 'status' ? `status ${loss.status}` : loss.kind;
}
