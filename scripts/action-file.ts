/** Reads `action.yml`: the inputs with their defaults, the outputs, and how the action is started. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const text = v.pipe(v.string(), v.nonEmpty());

const inputSchema = v.strictObject({
  description: text,
  required: v.optional(v.literal(true)),
  default: v.optional(v.string()),
});
const actionSchema = v.looseObject({
  author: text,
  inputs: v.record(v.string(), inputSchema),
  outputs: v.record(v.string(), v.strictObject({ description: text })),
  runs: v.strictObject({ using: text, main: text, post: v.optional(text), 'post-if': v.optional(text) }),
});
export type ActionFile = v.InferOutput<typeof actionSchema>;

/**
 * Reads the `action.yml` of the root, or of an entry point's folder. Throws where the file does not have the form that the
 * project keeps to: every input and output described.
 */
export async function readActionFile(folder = ''): Promise<ActionFile> {
  const file = path.join(import.meta.dirname, '..', folder, 'action.yml');
  return v.parse(actionSchema, parse(await readFile(file, 'utf8')));
}
