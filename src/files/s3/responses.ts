import * as v from 'valibot';
import { parseRetryAfter } from '../../net/retry.ts';
import { StorageRequestError } from './errors.ts';
import { headerOf, type Receiver, type ResponseHead } from './exchange.ts';
import type { StorageSubject } from './operations.ts';
import { asText } from './receivers.ts';
import { parseXml, type XmlItems, type XmlRoot } from './xml.ts';

/** What a response belongs to. */
export interface ResponseContext {
  readonly subject: StorageSubject;
  readonly head: ResponseHead;
  /** The service's name on the network. */
  readonly host: string;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

const errorSchema = v.object({
  Code: v.optional(v.string()),
  Message: v.optional(v.string()),
  RequestId: v.optional(v.string()),
  Region: v.optional(v.string()),
});

/** A refusal, and the region that it names, if any. */
export interface ReadRefusal {
  readonly error: StorageRequestError;
  readonly region: string | undefined;
}

/** Reads the text of a refusal: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function readRefusal(context: ResponseContext, text: string): ReadRefusal {
  // Without a body, as in the response to HEAD, the status has to do.
  if (text === '') return toRefusal(context, {});
  const root = tryParse(text);
  // What a proxy in between says, mostly.
  if (root?.name !== 'Error') return { error: notOfS3(context), region: undefined };
  return toRefusal(context, root.content);
}

/**
 * Reads a response that is XML.
 *
 * @param roots the names that its root can have
 * @param items the elements of a long list, which are taken one by one
 * @throws StorageRequestError where it is something else, or an error in spite of its status, as S3 sends it where work
 * failed after the response had begun
 */
export function asXml<TSchema extends v.GenericSchema>(
  context: ResponseContext,
  roots: readonly string[],
  schema: TSchema,
  items?: XmlItems,
): Receiver<v.InferOutput<TSchema>> {
  return asText(context.host, (text) => {
    const found = tryParse(text, items);
    if (found?.name === 'Error') throw toRefusal(context, found.content).error;
    if (found === undefined || !roots.includes(found.name)) throw notOfS3(context);
    const parsed = v.safeParse(schema, found.content);
    if (parsed.success) return parsed.output;
    throw notOfS3(context, v.getDotPath(parsed.issues[0]));
  });
}

function tryParse(text: string, items?: XmlItems): XmlRoot | undefined {
  try {
    return parseXml(text, items);
  } catch {
    return undefined;
  }
}

function toRefusal({ subject, head, now }: ResponseContext, content: XmlRoot['content']): ReadRefusal {
  const parsed = v.safeParse(errorSchema, content);
  const { Code, Message, RequestId, Region } = parsed.success ? parsed.output : {};
  const { status } = head;
  const requestId = headerOf(head, 'x-amz-request-id') ?? RequestId;
  const retryAfterMs = parseRetryAfter(headerOf(head, 'retry-after'), now);
  const reason = Message || Code || `the storage responded with HTTP ${status}`;
  const error = new StorageRequestError(subject, { status, code: Code, requestId, retryAfterMs }, reason);
  return { error, region: Region };
}

function notOfS3({ subject, head: { status } }: ResponseContext, where?: string | null): StorageRequestError {
  const what = 'the storage did not return a valid S3 response';
  return new StorageRequestError(subject, { status }, where ? `${what}: ${where}` : what);
}
