/**
 * Collects the licenses of all packages in the bundle from the modules that ncc bundled: its own list covers only the
 * last chunk.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

/** A package with at least one module in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX ID. */
  readonly licence: string;
  readonly text: string;
}

const packageSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string(), 'unknown'),
});

/** A module as webpack describes it; modules that were joined are inside the one they were joined into. */
interface Module {
  readonly nameForCondition?: string | null | undefined;
  readonly modules?: readonly Module[] | undefined;
}
const moduleSchema: v.GenericSchema<unknown, Module> = v.object({
  nameForCondition: v.nullish(v.string()),
  modules: v.optional(v.array(v.lazy(() => moduleSchema))),
});
const statsSchema = v.object({ modules: v.array(moduleSchema) });

/**
 * The packages of the bundle, by name. `bundler` is the folder of the bundler, a few lines of whose run-time are in
 * every bundle.
 */
export function bundledPackages(statsFile: string, bundler: string): BundledPackage[] {
  const { modules } = v.parse(statsSchema, JSON.parse(readFileSync(statsFile, 'utf8')));
  const files = modules.flatMap(filesOf).filter((file) => file.includes(`${path.sep}node_modules${path.sep}`));
  const folders = new Set([bundler, ...files.map(packageFolder)]);
  const found = [...folders].map(readPackage);
  // This text names no holder, so it can stand in for packages that ship without one.
  const apache = found.find(({ licence, text }) => licence === 'Apache-2.0' && text !== undefined)?.text;
  return found
    .map((one) => withText(one.licence === 'Apache-2.0' ? { ...one, text: one.text ?? apache } : one))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** Returns all licenses as one text, the same for the same packages. */
export function licensesText(packages: readonly BundledPackage[]): string {
  const sections = packages.map((one) => `${nameOf(one)}\n${one.licence}\n\n${one.text}\n`);
  return `The bundle holds code of these packages.\n\n${sections.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function nameOf({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

function filesOf({ nameForCondition, modules = [] }: Module): string[] {
  return [...(nameForCondition ? [nameForCondition] : []), ...modules.flatMap(filesOf)];
}

/** The nearest folder above a module whose `package.json` names a package: some folders have one for the module type alone. */
function packageFolder(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (path.basename(folder) === 'node_modules') break;
    const description = path.join(folder, 'package.json');
    if (!existsSync(description)) continue;
    if (v.is(packageSchema, JSON.parse(readFileSync(description, 'utf8')))) return folder;
  }
  throw new Error(`no package.json belongs to ${file}`);
}

function readPackage(folder: string): Omit<BundledPackage, 'text'> & { readonly text: string | undefined } {
  const description: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = v.parse(packageSchema, description);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  const text = file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8');
  return { name, version, licence: license, text: text?.replaceAll('\r\n', '\n').trim() };
}

function withText(one: Omit<BundledPackage, 'text'> & { readonly text: string | undefined }): BundledPackage {
  if (one.text !== undefined) return { ...one, text: one.text };
  throw new Error(`${nameOf(one)} comes without the text of its licence (${one.licence})`);
}
