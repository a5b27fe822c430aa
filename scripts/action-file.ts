/** What `action.yml` says: the inputs with their defaults, the outputs, and how the action is started. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const text = v.pipe(v.string(), v.nonEmpty());

const actionSchema = v.looseObject({
  inputs: v.record(v.string(), v.strictObject({ description: text, default: v.optional(v.string()) })),
  outputs: v.record(v.string(), v.strictObject({ description: text })),
  runs: v.strictObject({ using: text, main: text, post: text, 'post-if': text }),
});
export type ActionFile = v.InferOutput<typeof actionSchema>;

/** Throws where the file does not have the form that the project keeps to: every input and output described. */
export async function readActionFile(): Promise<ActionFile> {
  const file = path.join(import.meta.dirname, '..', 'action.yml');
  return v.parse(actionSchema, parse(await readFile(file, 'utf8')));
}
