import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { bundle } from '../emulator/runner.ts';

const root = path.join(import.meta.dirname, '..');
const read = (...file: string[]): string => readFileSync(path.join(root, ...file), 'utf8');

function filesBelow(folder: string, ending: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((file) => file.endsWith(ending)).map((file) => path.join(folder, file));
}

const textsOf = (folder: string, ending: string): string[] =>
  filesBelow(folder, ending).map((file) => readFileSync(file, 'utf8'));

/** Without an address of its own, a package comes from whichever registry npm is set up for, and its hash decides. */
const installedSchema = v.object({ version: v.string(), integrity: v.string(), resolved: v.optional(v.undefined()) });
const lockSchema = v.object({ packages: v.record(v.string(), v.unknown()) });
const { packages } = v.parse(lockSchema, JSON.parse(read('package-lock.json')));
const installed = Object.entries(packages).filter(([place]) => place !== '');

describe('the lock file', () => {
  test('has an integrity hash and no registry address for every package', () => {
    const unsure = installed.filter(([, entry]) => {
      const parsed = v.safeParse(installedSchema, entry);
      return !parsed.success || !/^sha512-/.test(parsed.output.integrity);
    });

    expect(installed.length).toBeGreaterThan(100);
    expect(unsure.map(([place]) => place)).toEqual([]);
  });

  test('has exact versions in package.json', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
    const versions = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies });

    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });
});

const bundleFolder = path.dirname(bundle);
const sections = readFileSync(path.join(bundleFolder, 'licenses.txt'), 'utf8')
  .split(/\n-{80}\n\n/)
  .map((section) => section.replace(/^The bundle holds code of these packages\.\n\n/, ''))
  .map((section) => {
    const [name = '', licence = '', ...text] = section.split('\n');
    return { name, licence, text: text.join('\n').trim() };
  });

describe('the list of licenses in the bundle', () => {
  test('names every package once with the installed version', () => {
    const versions = installed.flatMap(([place, entry]) =>
      v.is(installedSchema, entry) ? [`${place.replace(/^.*node_modules\//, '')}@${entry.version}`] : [],
    );

    expect(sections.map(({ name }) => name).filter((name) => !versions.includes(name))).toEqual([]);
    expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
  });

  test('has every package with modules in the bundle', () => {
    const named = textsOf(bundleFolder, '.js').flatMap((text) =>
      Array.from(
        text.matchAll(/^;\/\/ (?:CONCATENATED MODULE: )?\S*?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm),
        ([, name]) => name,
      ),
    );
    const listed = new Set(sections.map(({ name }) => name.replace(/@[^@]*$/, '')));

    expect(new Set(named).size).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => name !== undefined && !listed.has(name))).toEqual([]);
  });

  test('has every declared dependency', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const listed = sections.map(({ name }) => name.replace(/@[^@]*$/, ''));

    expect(Object.keys(dependencies).filter((name) => !listed.includes(name))).toEqual([]);
  });

  test('has only permissive licenses, with their texts', () => {
    const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0'];

    expect(sections.filter(({ licence }) => !allowed.includes(licence))).toEqual([]);
    expect(sections.filter(({ text }) => text.length < 400).map(({ name }) => name)).toEqual([]);
  });
});

describe('text never becomes code', () => {
  test('in the sources', () => {
    const sources = textsOf(path.join(root, 'src'), '.ts').join('\n');

    expect(sources.match(/\beval\(|\bnew Function\b|\brequire\(|createRequire|node:vm|import\((?!')/g)).toBe(null);
  });

  test('in the bundle', () => {
    for (const text of textsOf(bundleFolder, '.js')) expect(text.match(/\beval\(|\bnew Function\(/g)).toBe(null);
  });

  test('at run time: the bundle requires only modules of Node by literal names', () => {
    const required = textsOf(bundleFolder, '.js').flatMap((text) =>
      Array.from(text.matchAll(/createRequire\(import\.meta\.url\)\(([^)]*)\)/g), ([, what]) => what),
    );

    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((what) => !isBuiltin(JSON.parse(what ?? '""')))).toEqual([]);
  });
});
